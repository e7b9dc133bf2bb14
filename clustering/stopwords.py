"""Words that carry no subject, by language; written for this project, add a language as one row."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

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
        your yours zero two three four five six seven eight nine ten hundred thousand million
        second third fourth fifth half alone missing across outside inside beyond along
        towards toward upon via beside near versus despite including according whether
        yourself yourselves himself themself therefore hence thus moreover dr mr mrs""",
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
    "it": """
        a abbia abbiamo ad agli ai al alcune alcuni alla alle allo allora altra altre altri altro
        anche ancora anziché avere aveva bene c'è che chi ci ciascuno ciò coi col come con così cui
        da dagli dai dal dalla dalle dallo davvero degli dei del della delle dello dentro deve
        devono di dopo dove dovrebbe dovrebbero due e è ed entro era erano essere fa fanno fino
        fra fuori già gli ha hanno ho i il in invece io l la le lei li lo loro lui ma mai me meglio
        meno mentre mi mia mie miei mio molte molti molto ne né negli nei nel nella nelle nello
        nessun nessuna nessuno niente noi non nostra nostre nostri nostro nulla o od ogni ognuno
        oltre oppure ora per perché però più poche pochi poco poi possa possano possiamo possono
        prima proprio può qua qual quale quali qualche qualcosa qualcuno qualsiasi quando quanto
        quasi quella quelle quelli quello questa queste questi questo qui quindi se sempre senza
        si sia siano siamo solo sono sopra sotto stata state stati stato stesso su sua subito sue
        sugli sui sul sulla sulle suo suoi tra tranne troppo tu tutta tutte tutti tutto un una uno
        va verso vi voi vostra vostro""",
    "nl": """
        aan al alle alleen alles als altijd andere anders ben bij daar dan dat de deze die dit doen
        door dus echt een eens eerst eigen elk elke en enkel er erg ermee ervan eruit ge geen geven
        gewoon haar had hadden heb hebben heeft hem hen het hier hij hoe hun iedereen ieder iemand
        iets ik in is ja je jij jou jouw jullie kan kon kunnen maar maken me meer meest men met
        mij mijn minder moet moeten mogen na naar naast niemand niet niets nog nooit nu of om omdat
        ondanks ons onze ook op over per samen sinds soms te tegen terwijl tijdens toch tot tussen
        u uit uw vaak van vanaf veel via voor vooral waar waarbij waarom wanneer want waren was wat
        we wel welke werd wie wij worden wordt wilt willen wil ze zelf zelfs zich zij zijn zo zodat
        zoals zonder zou zouden zullen""",
    "pl": """
        a aby albo ale ani aż bardziej bardzo bez bo bowiem by być był była było były będą będzie
        bądź chce ci co coś czy czyli dla do dlaczego dlatego gdy gdyż gdzie go i ich im inne innych
        inny ja jak jaka jakie jako jego jej jest jestem jeszcze jeśli jeżeli już każda każde
        każdego każdej każdy kiedy kto która które którego której którzy których który którym ku
        lecz lub ma mają mam mamy mi między mieć mnie może można mogą mój musi muszą my na nad nam
        nami nas nasz nasza nasze nawet nic nich nie niech niej niego nigdy nim niż no o od on ona
        one oni ono oraz po pod podczas ponieważ powinien powinna powinno powinny przed przede przez
        przy raczej również sam są się sobie swoich swoje swój tak taka taki takie także tam te tego
        tej ten też to tu tych tylko tym u w wam was więc wiele wszystkich wszystkie wszystko wy z
        za zamiast zawsze ze że żeby żadna żaden""",
    "tr": """
        acaba ama ancak artık aslında asla az bana bazı bazen belki ben beni benim biri bir biraz
        birçok birkaç biz bize bizi bizim bu buna bunlar bunu bunun burada çok çünkü da daha de
        defa değil diğer diye dolayı eğer en fakat gibi göre hala hangi hatta hem henüz hep hepsi
        her herkes hiç hiçbir için ile ise işte kadar karşı kendi kendine ki kim kimse mı mi mu mü
        nasıl ne neden nerede niçin niye o olan olarak oldu olduğu olmalı olmalıdır olmak olması
        olsun olur olmaz ona onlar onu onun orada oysa öyle pek rağmen sadece sanki sen siz sizin
        sonra şey şu tarafından tüm üzere var ve veya ya yalnız yani yerine yine yok yoksa zaten""",
    "th": """
        และ หรือ ของ ใน ที่ การ ความ เป็น ให้ ได้ ไม่ มี จะ ต้อง ควร กับ จาก โดย เพื่อ แต่ ว่า นี้ นั้น ซึ่ง
        คือ อยู่ ไป มา แล้ว เรา เขา ทุก คน ก็ ถ้า เมื่อ ยัง อีก ด้วย ทำ ใช้ สามารถ อย่าง ตาม ต่อ กัน""",
}

STOPS: Mapping[str, frozenset[str]] = MappingProxyType(
    {language: frozenset(words.split()) for language, words in _LISTS.items()}
)
"""Language -> its words."""

ANY_STOPS = frozenset().union(*STOPS.values())
"""All of them together, for a text of a language that nobody knows."""

JOINING = frozenset(
    ("of", "de", "du", "des", "da", "do", "das", "dos", "del", "di", "von", "für", "van")
)
"""Stop words that may stand inside a phrase: "recognition of prior learning"."""

# Languages without word spaces have stop characters: no phrase begins or ends with one.
HAN_STOPS = frozenset(
    "的了是在我你他她它们这那个些有没不也都就要会能可以应该必须当需得着过吗呢吧啊和与及或而且但并"
    "把被让给对从向到于为因所如果则其之以每各很更最太只还再又才等将使用由比同"
)
