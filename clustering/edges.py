"""Words that a readable phrase does not begin or end with, by language: verbs, loose adjectives."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import regex

_VERBS = """
    accept accepts achieve acknowledge adapt adapts add adds adopt adopts affect afford agree
    agreed agrees aims align allow allowed allows answer apply applies approve argue ask asked
    asking asks assess attend avoid avoids become becomes beware begin begins being believe belong
    belongs bring brings build builds buy call called calls carries carry cause caused causes
    changed choose chooses clarify coming comes commit compare consider contain continue
    contribute convince copied cover create created creates creating cut decide decides define
    delete deliver depend depends describe deserve deserves destroy develop dies discourage doing
    earn earned earns eat encourage encourages endorse endorses ends enable engage enjoy ensure
    ensures equals establish exclude excludes exist exists expect expects explain exploit express
    face fails feel feels fill find finish fit fits follow follows forced forget gave getting give
    giving goes grow happen happens harm hate having hear held help helped helping helps hide hire
    hold holds hope hurt identify implement improve improves include includes inform insist intend
    introduce invest invite involve involves keep keeps kill kills knew know knows leads learn
    learned leave leaves led lets letting listen live look looking looks lose loses lost maintain
    make making manage manages matter matters mean means meet mentioned mix move moves moving
    needing notice offer offers opens ought owe owns paid participate pass passed pay pays perform
    plays prefer prepare preserve prevent prevents produce promote promotes protect protects prove
    provide provided provides providing publish publishes pull push puts putting qualify reach
    read reads realize receive receives recognise recognised recognises recognize recognized
    recognizes recommend reduce reduces refuse refused refuses rely remain remains remember remove
    repeat replace require required requires respects restrict result revise rid runs said save
    saw seek sell send sent serve serves setting sets shared shares show shows shut sit skip solve
    speak speaks spend spread stand stands starts stay stays stick stop stopped stops strive
    struggle studied succeed suffer suggest suppose supposed survive switched taken taking takes
    talking talks taught teach teaches tell tells tend thinking think thinks thought thrive
    thrives told took trained translate treat treated tried tries try trying turned turns
    understand understands used using verify violates wait walk want wanted wants watch wear went
    win wins wish worked working write writes wrote
"""

_EITHER = """
    act aim benefit care change changes charge check combine deal die end fight focus force forces
    increase increases issue join lead love match need play point present request respect return
    reuse rise run share shift start support supports talk travel turn use uses waste work works
    worry
"""

_ADVERBS = """
    actually apart badly barely basically certainly clearly currently directly easily entirely
    equally especially essentially exactly extremely fairly finally freely fully generally greatly
    hardly highly immediately increasingly instead later locally longer maybe mostly mutually
    naturally nearly necessarily obviously openly overall possibly probably properly publicly
    quickly rarely recently regardless regularly sadly secondly seriously slowly somewhat soon
    specifically strongly suddenly sufficiently today together tomorrow totally truly twice
    typically ultimately unfortunately usually virtually widely worldwide yearly yesterday
"""

_ADJECTIVES = """
    able academic accessible accurate actual additional affordable ahead alive alternate ancient
    available aware awful basic beautiful best better big bigger biggest bright broad busy certain
    cheap cheaper clean clear clever close cold common competitive complete complex constant
    correct costly critical crucial cultural current daily dangerous dead decent deep different
    difficult digital direct due early easier eastern easy economic educational effective entire
    environmental equal essential ethical exact excellent existing expensive external extra
    extreme fair false familiar famous fast final financial fine flexible foreign formal former
    free frequent fresh full fundamental funny future general genuine global good great greater
    greatest guilty happy hard harder harmful healthy heavy high higher highest historical honest
    huge human ideal illegal immoral important impossible inclusive independent individual
    informal inner innocent interesting internal international just key large larger largest late
    latest legal lesser light little local logical long low lower main major many medical mental
    mere minimal minimum minor modern moral multiple mutual narrow national natural near necessary
    negative new nice non-formal normal northern nuclear obvious official old older online only
    open optional ordinary original other overall particular past perfect permanent personal
    physical poor popular portable positive possible potential powerful practical precise present
    previous primary prior private professional proper proven public pure quick quiet rare ready
    real reasonable recent regional regular relevant reliable religious responsible rich right
    rural sad safe scalable scientific secure selective self-issued sensitive separate serious
    severe short sick significant similar simple single slight slow small smaller smart social
    solid southern specific stable stackable standard strange strict strong stronger structural
    stupid sufficient suitable superior sure technical temporary terrible tiny total traditional
    transparent true typical ultimate unable undemocratic unethical unfair unique universal
    unnecessary unsafe urban useful useless usual valid valuable various vast verifiable very
    visible vital vulnerable warm weak wealthy western whole wide willing wise wonderful worse
    worst worth worthwhile wrong young younger
"""

_VAGUE = """
    amount area areas aspect aspects bit case cases chance choice course day days deal degree
    example examples fact facts form forms group hand head home hour hours idea ideas issue issues
    item items kind lack level levels life line list lot majority man matter means members minutes
    moment month months name names number numbers order others part parts people percent person
    place places point points process purpose question questions rate reason reasons result
    results room side sort sorts state step steps stuff system term terms thing things time times
    type types use users view way ways week weeks whole word words work world year years
"""

_ALONE = frozenset(_VAGUE.split())

_SHAPES_OF_STARTS = {
    "en": r".{2,}ing",
    "fr": r".{2,}(?:er|ir|oir)",  # infinitives
    "es": r".{2,}[aei]r",
    "pt": r".{2,}[aei]r",
    "it": r".{2,}[aei]re",
    "ru": r".*(?<!ос)(?:ть|ться)",
}
_SHAPES_OF_ENDS = {
    "en": r".{3,}(?:ly|able|ible|ful|less|ous|ed)",  # adverbs, adjectives, participles
    "de": r"[^\p{Lu}].*",  # nouns have capitals, and a phrase ends with its noun
    "ru": r".{2,}(?:ый|ая|ое|ые|ого|ому|ыми|ых|ую)",
}
_NOUNS_ALL_THE_SAME = {
    "en": """
        advertising ally anomaly assembly banking bed breed building cloning deed family farming
        feed funding gambling grading greenwashing housing learning licensing marketing meeting
        mentoring mining monopoly morning need nothing onboarding parking planning policing
        pricing publishing reply schooling seed shed shipping smoking something speed spelling
        spending supply table teaching testing thing trading training understanding upskilling
        variable vegetable voting weed wellbeing writing
    """,
    "fr": """
        atelier avenir cahier chantier courrier devoir dossier espoir loisir miroir métier papier
        pouvoir quartier savoir
    """,
    "es": """
        alquiler azúcar carácter deber hogar lugar líder mujer placer poder saber taller
    """,
    "pt": """
        caráter dever lugar líder mulher poder prazer saber
    """,
    "it": """
        cantiere carattere carcere cellulare dovere genere mare mestiere potere quartiere sapere
    """,
    "ru": """
        власть память печать путь сеть тетрадь часть
    """,
}
"""Words that have such a shape and are nouns."""


_BEFORE_A_VERB = """
    to should must can could may might will would shall cannot can't don't doesn't didn't won't
    shouldn't i we they you who please let let's never
"""
_AFTER_A_VERB = "the a an our your their his her its my each every all who what how us"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """Words of one kind, in one language."""

    listed: frozenset[str]
    shape: regex.Pattern[str] | None = None
    nouns: frozenset[str] = frozenset()

    def hold(self, word: str) -> bool:
        plain = word.lower()
        if plain.rpartition("-")[2] in self.listed:
            return True
        shaped = self.shape is not None and self.shape.fullmatch(word) is not None
        return shaped and plain not in self.nouns


def may_start(word: str, language: str) -> bool:
    """Whether a phrase may begin with this word: verbs and adverbs hang in the air."""
    return not _starts(language).hold(word)


def may_end(word: str, language: str) -> bool:
    """Whether a phrase may end with this word: an adjective waits for its noun."""
    return not _ends(language).hold(word)


def says_something(word: str, language: str) -> bool:
    """Whether a word that may start and end a phrase may also be one by itself."""
    return language != "en" or word.lower() not in _ALONE


def is_verb_here(before: str | None, after: str | None, language: str) -> bool:
    """Whether a word between these two (None: a sentence's edge) is most likely a verb: English."""
    if language != "en":
        return False
    if before is None:
        return after is not None and after.lower() in _AFTER_A_VERB.split()
    return before.lower() in _BEFORE_A_VERB.split()


@cache
def _starts(language: str) -> _Words:
    return _words(f"{_VERBS} {_EITHER} {_ADVERBS}", _SHAPES_OF_STARTS.get(language), language)


@cache
def _ends(language: str) -> _Words:
    return _words(f"{_VERBS} {_ADVERBS} {_ADJECTIVES}", _SHAPES_OF_ENDS.get(language), language)


def _words(english: str, shape: str | None, language: str) -> _Words:
    return _Words(
        listed=frozenset(english.split()) if language == "en" else frozenset(),
        shape=regex.compile(shape) if shape else None,
        nouns=frozenset(_NOUNS_ALL_THE_SAME.get(language, "").split()),
    )
