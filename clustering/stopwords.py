"""Words that carry no subject, by language; written for this project, add a language as one row."""

from __future__ import annotations

_LISTS = {
    "en": """
        a about above after again against all almost along already also although always am among
        an and another any anybody anyone anything are aren't around as at away back be became
        because become been before being below between both but by came can can't cannot come
        could couldn't did didn't do does doesn't doing don't done down during each either else
        enough especially etc even ever every everybody everyone everything few first for from
        further get gets getting give given go goes going gone good got had has hasn't have
        haven't having he her here hers him his how however i i'd i'll i'm i've if in instead
        into is isn't it it's its itself just keep kind last least less let let's like likely
        lot made make makes making many may maybe me might mine more most much must my myself
        need needs never next no nobody none nor not nothing now of off often on once one ones
        only onto or other others otherwise ought our ours out over own per perhaps please put
        quite rather really same say says see seem seems several shall she should shouldn't
        simply since so some somebody someone something sometimes still such sure take than that
        that's the their theirs them themselves then there there's these they they're thing
        things this those though through thus to together too toward towards two under unless
        until up upon us use used uses using very via want wants was wasn't way we we'll we're
        we've well were what whatever when where whether which while who whole whom whose why
        will with within without won't would wouldn't yes yet you you'd you'll you're you've
        your yours""",
    "fr": """
        a ai ainsi alors après as au aucun aucune aujourd'hui auquel aura aussi autre autres aux
        avait avant avec avoir avons beaucoup bien car ce ceci cela celle celles celui cependant
        certains ces cet cette ceux chacun chaque chez comme comment contre d'abord dans de
        depuis des dès devrait devraient dois doit doivent donc dont du elle elles en encore
        enfin entre es est et étaient était étant été être eu eux fait faire faut font fois hors
        ici il ils je jusqu jusque la là laquelle le lequel les lesquels leur leurs lors lorsque
        lui ma mais me même mêmes mes mieux moi moins mon ne ni non nos notre nôtre nous on ont
        ou où par parce pas pendant peu peut peuvent plus plusieurs plutôt pour pourquoi
        pourrait pouvoir puis puisque qu quand que quel quelle quelles quelque quelques quels
        qui quoi rien sa sans se selon sera seraient serait ses seulement si sinon soi soient
        soit sommes son sont sous souvent suis sur ta tant te tel telle tes toi ton toujours
        tous tout toute toutes très trop tu un une vers voici voilà vos votre vous y""",
    "es": """
        a al algo alguien algún alguna algunas alguno algunos allí antes aquel aquella aquí así
        aun aún aunque bajo bien cada casi como cómo con contra cual cuál cuales cualquier
        cualquiera cuando cuándo cuanto cuyo da dar de debe deben debería deberían del demás
        dentro desde después donde dónde dos durante e el él ella ellas ellos en entonces entre
        era eran eres es esa esas ese eso esos está están estamos estar estas este esto estos
        estoy fue fuera fueron ha había hace hacen hacer hacia han has hasta hay he hemos
        incluso ir la las le les lo los luego más me mediante mejor menos mi mientras mis misma
        mismas mismo mismos mucha muchas mucho muchos muy nada nadie ni ningún ninguna no nos
        nosotras nosotros nuestra nuestras nuestro nuestros nunca o otra otras otro otros para
        pero poco por porque pueda puede pueden puedo pues que qué quien quién quienes se sea
        sean según ser será si sí siempre sin sino sobre sólo solo somos son su sus tal también
        tampoco tan tanto te tenemos tener tengan tiene tienen toda todas todavía todo todos
        tras tu tú un una unas uno unos usted ustedes va vamos van varios ya yo""",
    "pt": """
        a à ainda alguém algum alguma algumas alguns ali antes ao aos apenas após aquela aquele
        aqui as às assim até bem cada com como contra cada da dar das de dela dele deles demais
        dentro depois desde dessa desse desta deste deve devem deveria deveriam do dos durante e
        é ela elas ele eles em enquanto entre era eram és essa essas esse esses esta está estão
        estar estas este estes eu existe faz fazem fazer foi fora foram há isso isto já la lhe
        lhes lo logo mais mas me meio melhor menos mesma mesmas mesmo mesmos meu meus minha
        minhas muita muitas muito muitos na nada não nas nem nenhum nenhuma nessa nesse nesta
        neste ninguém no nos nós nossa nossas nosso nossos num numa nunca o onde os ou outra
        outras outro outros para pela pelas pelo pelos pode podem poder porque por pois pouco
        qual quais qualquer quando quanto quase que quem se seja sejam sem sempre sendo ser será
        seu seus si sido só sob sobre somente somos sua suas também tão tem têm temos ter toda
        todas todo todos tu tudo um uma umas uns vai vão você vocês vos""",
    "de": """
        ab aber alle allem allen aller alles als also am an andere anderem anderen anderer
        anderes auch auf aus außer bei beim bereits bin bis bist da dabei dadurch dafür damit
        dann daran darauf darf darum das dass davon dazu dein deine dem den denen denn der deren
        des deshalb dessen die dies diese diesem diesen dieser dieses doch dort du durch dürfen
        eben ein eine einem einen einer eines einfach einige einigen einiger einmal er erst es
        etwa etwas euch euer falls für gar geben gegen gibt ganz habe haben hat hatte hätte her
        hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im immer in indem ins ist
        ja jede jedem jeden jeder jedes jedoch jemand jetzt kann kein keine keinem keinen keiner
        können könnte könnten machen macht man manche mehr mein meine mich mir mit möchte müssen
        muss musste nach nachdem neben nein nicht nichts nie niemand noch nun nur ob oder oft
        ohne sehr sein seine seinem seinen seiner seit selbst sich sie sind so sobald sogar
        solche solchen soll sollen sollte sollten somit sondern sonst statt über überall um und
        uns unser unsere unserem unseren unserer unter viel viele vielen vom von vor wann war
        waren warum was weder weil weiter welche welchem welchen welcher wenig wenn wer werden
        wie wieder will wir wird wo wollen worden wurde wurden würde würden zu zum zur zwar
        zwischen""",
    "ru": """
        а без более больше будет будут бы был была были было быть в вам вас ведь весь во вообще
        вот все всегда всего всем всех всю всё вся вы где да даже для до должен должна должно
        должны другие других другой его ее её если есть еще ещё же за затем здесь и из или им их
        к каждого каждой каждому каждый как какие какой когда которая которого которое которой
        которые который которых кто куда ли лишь лучше между меня мне много может можно могут
        мой мои мы на над надо нам нас наш наша наше наши не него нее ней нельзя несколько нет
        ни никто них ничего но ну нужен нужна нужно нужны о об один одна одного одно он она они
        оно от очень перед по под после потому почти поэтому при про пусть с сам сами самый свой
        свои своего своей своих себя сейчас со собой так также такие такой там те тем теперь то
        тогда того тоже той только том тот ту ты у уже хотя чего чей чем через что чтобы эта эти
        этих это этого этой этом этот эту я""",
    "ar": """
        أ أبدا أثناء أحد أخرى أو أي أيضا أين إذ إذا إلا إلى إما إن إنما إنه اذا الا الآن التي
        الذي الذين الى اللاتي ان انه او اي ايضا أكثر أقل أن أنا أنت أنها أنه أنهم أول آخر بأن
        بعد بعض بل بلا بما بمن بهذا به بها بين بينما تحت تكون تلك ثم جدا جميع حتى حول حيث حين
        خلال دون ذلك سوف سوى شيء ضد ضمن عبر عدم عليه عليها على عند عندما عن غير فإن فقط فوق في
        فيه فيها فهو قبل قد كان كانت كل كما كم كيف كي لأن لأنه لا لدى لدينا لذلك لقد لك لكل لكن
        لكي لم لماذا لن لنا له لها لهم لو لي ليس ليست ما ماذا مثل مع معا من منذ منه منها منهم
        مهما نحن نحو نفس نفسه هؤلاء هذا هذه هل هم هن هنا هناك هو هي و وإن وأن وذلك وفي وقد ولا
        ولكن وليس وما ومن وهذا وهذه وهو وهي يا يتم يجب يكون يمكن ينبغي""",
}

STOPS = frozenset(word for words in _LISTS.values() for word in words.split())
"""All of them together, because one theme mixes languages."""

# Languages without word spaces have stop characters: no phrase begins or ends with one.
HAN_STOPS = frozenset(
    "的了是在我你他她它们这那个些有没不也都就要会能可以应该必须当需得着过吗呢吧啊和与及或而且但并"
    "把被让给对从向到于为因所如果则其之以每各很更最太只还再又才等将使用由比同"
)
