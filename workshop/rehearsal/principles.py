"""The principles that a rehearsal drafts, from samples, and what people say to them."""

from __future__ import annotations

from dataclasses import dataclass

from workshop.domain.nouns import AreaKey, CardId
from workshop.rehearsal.lines import ASSESSMENT, Sample, Subject

CAPACITY, POLICY, ACCESS = AreaKey("capacity"), AreaKey("policy"), AreaKey("access")
SUSTAINABILITY = AreaKey("sustainability")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence and the samples it rests on. What stands in quotation marks is verbatim."""

    text: str
    on: tuple[Sample, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Principle:
    """What is drafted from one subject, and what the room says to it."""

    subject: Subject
    title: str
    statement: Line
    why: tuple[Line, ...]
    asks: tuple[tuple[str, str], ...]
    areas: tuple[AreaKey, ...]
    cards: tuple[CardId, ...] = ()
    suggestions: tuple[str, ...] = ()
    reworded: str = ""
    """The statement after the suggestions, where they changed it."""
    objections: tuple[str, ...] = ()
    mended: str = ""
    """The statement after the objections, where they changed it."""


PRINCIPLES: tuple[Principle, ...] = (
    Principle(
        subject="agency",
        title="Learners own their credentials",
        statement=Line(
            "A credential belongs to the person who earned it: learners decide what they show, to "
            "whom and for how long, wherever it was issued.",
            ("g097", "g229", "g136", "g096"),
        ),
        why=(
            Line(
                "Several people wrote nearly the same: “Credentials belong to learners, not to "
                "institutions or platforms”.",
                ("g229", "g097"),
            ),
            Line(
                "To own them is also to combine them: “tell my own story about what I can do”, as "
                "one person put it.",
                ("g049",),
            ),
            Line(
                "What was shown can be taken back at any time, another one asked in French.",
                ("g096",),
            ),
        ),
        asks=(
            (
                "Issuers",
                "Hand over every credential in a form that can be kept without an account.",
            ),
            ("Platforms", "Let people combine, hide and delete what they hold."),
        ),
        areas=(POLICY, ACCESS),
        cards=(CardId("dcc-wallet"),),
        suggestions=("Say who decides for children: their parents, or the school?",),
    ),
    Principle(
        subject="trust",
        title="Anyone can verify",
        statement=Line(
            "Anyone can check an open credential at no cost and without an account, and the check "
            "still works when the issuer is gone.",
            ("g094", "g059", "g241", "g218"),
        ),
        why=(
            Line(
                "For some this is where trust begins: “verification is what makes open credentials "
                "useful”.",
                ("g165",),
            ),
            Line("The check has to last: “Verification must survive the issuer”.", ("g218",)),
            Line(
                "Where the money of a project ended, nobody could check its badges any more.",
                ("g150",),
            ),
        ),
        asks=(
            ("Issuers", "Sign credentials, and publish who stands behind them."),
            ("Registries", "Leave keys and records with a neutral body."),
        ),
        areas=(POLICY, ACCESS),
        cards=(CardId("registries"),),
    ),
    Principle(
        subject="equity",
        title="Recognition everyone can afford",
        statement=Line(
            "Whoever learned for free is recognised for free.",
            ("g031", "g270", "g111"),
        ),
        why=(
            Line(
                "What was opened must not be closed again at the end: “Fees for certificates are "
                "the new paywall around open courses”.",
                ("g270",),
            ),
            Line(
                "It has to work without a good connection: “Paper badges with QR in rural villages "
                "work better than any app in my experience”.",
                ("g149", "g154"),
            ),
            Line(
                "“who is missing from the data?”, one person asked, and named five groups.",
                ("g133",),
            ),
        ),
        asks=(
            ("Providers", "Waive the fee for whoever cannot pay it."),
            ("Designers", "Try every step on a weak connection and on paper."),
        ),
        areas=(ACCESS, SUSTAINABILITY),
        suggestions=(
            "Free for the learner is right, but somebody pays: say who must not.",
            "Add people without internet, or it reads as if a fee were the only barrier.",
        ),
        reworded=(
            "Learning openly does not end at a paywall: being recognised costs learners little or "
            "nothing, works offline too, and begins with those who are furthest away."
        ),
    ),
    Principle(
        subject="licensing",
        title="Criteria everyone may reuse",
        statement=Line(
            "Criteria, rubrics and assessment tasks carry an open licence, so that others can use, "
            "adapt and improve them; the right to award a credential stays apart.",
            ("g167", "g034", "g152", "g264"),
        ),
        why=(
            Line(
                "It saves work: a rubric was copied, translated and sent back with changes. “Saved "
                "us weeks.”",
                ("g010",),
            ),
            Line(
                "“Every open credential should point to open resources you can learn it from”.",
                ("g038",),
            ),
            Line(
                "Openness has an edge here: “separate the licence of the content from the right to "
                "award”.",
                ("g264",),
            ),
        ),
        asks=(
            ("Issuers", "Publish criteria and tasks under CC BY."),
            ("Funders", "Ask for an open licence wherever public money pays."),
        ),
        areas=(POLICY, CAPACITY),
        cards=(CardId("bc"),),
    ),
    Principle(
        subject="employer",
        title="Employers take part",
        statement=Line(
            "Employers help to describe skills and to recognise them; they do not decide alone "
            "what is taught.",
            ("g107", "g198", "g158", "g050"),
        ),
        why=(
            Line(
                "The room wants both halves: “Involve employers in defining the skills but don't "
                "let them own the curriculum”.",
                ("g107",),
            ),
            Line(
                "One agreement can be enough: “Hotel chain in our city interviews anyone with the "
                "three hospitality badges”.",
                ("g269",),
            ),
        ),
        asks=(("Employers", "Say publicly which credentials you read, and what they open."),),
        areas=(CAPACITY, POLICY),
        cards=(CardId("ontario"), CardId("critique")),
        suggestions=("Small companies have no human resources department. Name them.",),
        objections=(
            "It gives employers a seat before learners have one.",
            "In my field most people work for themselves; this principle does not see them.",
            "Describing skills is already deciding what is taught.",
            "Where employers sit at the table, unions should sit there too.",
            "What about work that nobody pays for, such as caring for parents?",
            "Employers here ask for three years of experience, whatever the badge says.",
            "Say first that learners describe their own skills, and only then who helps.",
        ),
    ),
    Principle(
        subject="sustainability",
        title="Funding that outlives projects",
        statement=Line(
            "Shared infrastructure, paid for publicly, keeps credentials alive after a project has "
            "ended; what it costs is not shifted to learners.",
            ("g100", "g033", "g026", "g234"),
        ),
        why=(
            Line("What happens otherwise: “Our Erasmus project badges are 404”.", ("g212", "g150")),
            Line(
                "Sharing is cheaper: “one open source badge server instead of twenty contracts”.",
                ("g033",),
            ),
            Line(
                "Assessors need a budget too, or nothing lasts, somebody wrote in Portuguese.",
                ("g088",),
            ),
        ),
        asks=(
            ("Ministries", "Fund shared services, and the people who run them."),
            ("Projects", "Say who keeps the credentials before the first one is issued."),
        ),
        areas=(SUSTAINABILITY, CAPACITY),
        cards=(CardId("openvm"),),
    ),
    Principle(
        subject="community",
        title="Communities recognise learning",
        statement=Line(
            "Clubs, libraries, neighbourhoods and workplaces can recognise what their members do, "
            "and institutions take that seriously.",
            ("g086", "g181", "g220"),
        ),
        why=(
            Line(
                "It happens already: “Our Wikipedia editathon group gives badges to each other”, "
                "and a college counts them.",
                ("g020",),
            ),
            Line(
                "It has a worth of its own: “the value is social and nobody cares about credits”.",
                ("g172",),
            ),
        ),
        asks=(("Institutions", "Say which badges of communities count here, and for what."),),
        areas=(ACCESS, POLICY),
        cards=(CardId("open-recognition"),),
        objections=(
            "If everybody recognises everything, my students' certificates are worth less.",
        ),
    ),
    Principle(
        subject=ASSESSMENT,
        title="Assessment taught and trusted",
        statement=Line(
            "Tasks are authentic, rubrics are shared, and whoever assesses has been prepared for "
            "it, peers included; a person signs every credential.",
            ("g112", "g147", "g140", "g209"),
        ),
        why=(
            Line("“Peer assessment needs scaffolding: rubrics, calibration, examples”.", ("g147",)),
            Line(
                "It can be done: “We trained learners as assessors and gave them a badge "
                "for that.”",
                ("g085",),
            ),
            Line(
                "Where marking a classmate is refused, there is another way: “group feedback and "
                "self assessment plus one tutor check”.",
                ("g258",),
            ),
        ),
        asks=(
            ("Teaching teams", "Publish rubrics, with examples, before the task begins."),
            ("Issuers", "Say on the credential what kind of evidence it rests on."),
        ),
        areas=(CAPACITY, POLICY),
        cards=(CardId("openvm-peer"),),
        objections=(
            "A signature on every badge of two hours does not scale; say which ones need it.",
            "Nobody has time to sign four hundred badges a term.",
        ),
        mended=(
            "Tasks are authentic, rubrics are shared, and whoever assesses has been prepared for "
            "it, peers included; each credential says what evidence it rests on, and who answers "
            "for it."
        ),
    ),
    Principle(
        subject="privacy",
        title="Safety before openness",
        statement=Line(
            "Systems for open credentials hold as little as they can, let people withdraw their "
            "consent, and never sell what they know about learners.",
            ("g018", "g041", "g073", "g197"),
        ),
        why=(
            Line(
                "For some it is a question of safety: “Data about learning can be used against "
                "migrants and activists”.",
                ("g013",),
            ),
            Line(
                "Less should be the normal case: “show the employer that I passed, not my grade”.",
                ("g024",),
            ),
        ),
        asks=(
            ("Platforms", "Say who can see what, in words that a fifteen-year-old understands."),
        ),
        areas=(POLICY,),
        cards=(CardId("ob3"),),
    ),
    Principle(
        subject="rpl",
        title="What people know counts",
        statement=Line(
            "What a person can do counts, wherever it was learned; institutions say in public what "
            "they recognise, and assess prior learning as a matter of course.",
            ("g268", "g045", "g142", "g134"),
        ),
        why=(
            Line("“stop making people repeat what they can already do”.", ("g199",)),
            Line(
                "For welders of twenty years it is “slow and costly but life changing”.", ("g188",)
            ),
        ),
        asks=(
            ("Universities", "Publish which credentials count for credit, and on what conditions."),
        ),
        areas=(POLICY, ACCESS),
        cards=(CardId("tru"), CardId("kenya")),
    ),
    Principle(
        subject="diversity",
        title="In the learner's own language",
        statement=Line(
            "Credentials and their criteria exist in the languages that people live in, and "
            "communities decide what of their knowledge may be recognised.",
            ("g185", "g103", "g005", "g014"),
        ),
        why=(
            Line("“english only platforms exclude most of the planet”.", ("g206",)),
            Line("It can begin elsewhere: “English came last”.", ("g254",)),
        ),
        asks=(("Issuers", "Translate what is inside a credential, and not only its title."),),
        areas=(ACCESS,),
        cards=(CardId("mirva"),),
    ),
    Principle(
        subject="portability",
        title="Credentials that travel",
        statement=Line(
            "Credentials follow open standards and move from one platform and country to the next, "
            "with their evidence; nobody is tied to one vendor.",
            ("g015", "g242", "g259", "g143"),
        ),
        why=(
            Line("“Export should be a right, not a feature.”", ("g067",)),
            Line("“please let the thing travel with the person”.", ("g129",)),
        ),
        asks=(
            ("Platforms", "Let people export everything, evidence included, in an open standard."),
        ),
        areas=(POLICY, CAPACITY),
        cards=(CardId("open-badges"),),
    ),
    Principle(
        subject="capacity",
        title="Teach the teachers first",
        statement=Line(
            "Teachers, librarians and career advisers learn to design, assess and explain open "
            "credentials before a platform is launched.",
            ("g019", "g183", "g224"),
        ),
        why=(
            Line("“nothing moved until there was a help desk with a person”.", ("g145",)),
            Line("“Librarians and career advisers are the missing people”.", ("g224",)),
        ),
        asks=(("Institutions", "Pay for the hours in which staff learn this."),),
        areas=(CAPACITY,),
        cards=(CardId("bc"),),
    ),
)
MOST_DRAFTED = 9
"""The first of these that have a theme are drafted; the others remain candidates."""
