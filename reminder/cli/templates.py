"""templates check, show: the mails' templates, tried on samples before anybody gets one."""

from pathlib import Path
from tempfile import NamedTemporaryFile

import click

from reminder.cli.common import Noun, command
from reminder.cli.desk import Desk
from reminder.mail.contents import KINDS, TEMPLATES, Lang, MailView
from reminder.translatable import N_
from reminder.words import problem_words

_PARTS = ("subject", "text", "html")


@command("check", N_("Render every template and list what is wrong"))
def check(desk: Desk) -> int:
    from reminder.engine.mails.template_check import proofs

    found = proofs(desk.config.template_dirs)
    _ = desk._
    if desk.format == "csv":
        desk.problems(found.problems)
    elif not desk.json(found):
        for problem in found.problems:
            click.echo(problem_words(problem, desk.lang))
        desk.say(_("{n} mails rendered; {problems} problems").format(n=found.rendered, problems=len(found.problems)))
    return int(any(p.level == "error" for p in found.problems))


@command("show", N_("One mail as it would look"), formats=())
@click.argument(
    "name",
    type=click.Choice([*KINDS, *(t for t in TEMPLATES if t not in KINDS)]),
    metavar="NAME",
    help=N_("The kind of mail, or the template"),
)
@click.option("--sample", is_flag=True, help=N_("The mail made of a sample, instead of the files it is made of"))
@click.option("--open", "open_", is_flag=True, help=N_("Open the sample in the browser"))
@click.option("--part", type=click.Choice(_PARTS), default="text", show_default=True, help=N_("Which part of the mail"))
def show(desk: Desk, name: str, sample: bool, open_: bool, part: str) -> None:
    from reminder.engine.mails.template_check import sample_of
    from reminder.mail.render import Renderer

    renderer = Renderer(desk.config.template_dirs)
    lang: Lang = "en" if desk.lang == "en" else "vi"
    if not (sample or open_):
        for path in renderer.files(lang, sample_of(name, lang).kind):
            click.echo(f"{path.name}: {path}")
        return
    view: MailView = sample_of(name, lang)
    words = renderer.render(view)
    if open_:
        with NamedTemporaryFile("w", encoding="utf-8", prefix=f"{name}-", suffix=".html", delete=False) as page:
            page.write(words.html)
        click.launch(Path(page.name).as_uri())
        desk.say(page.name)
        return
    click.echo({"subject": words.subject, "text": words.text, "html": words.html}[part])


templates = Noun("templates", (check, show))
