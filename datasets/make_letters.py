"""Draw datasets/letters/: the capital letters of 33 handwriting fonts as images of 50 by 50 grey pixels.

    python datasets/make_letters.py FOLDER            fetches what FOLDER lacks, draws, prints the credits
    python datasets/make_letters.py --check FOLDER    draws in memory and compares

The fonts are npm packages, fetched by `npm pack` into FOLDER and accepted only if their SHA-512 is the one
below. The letter is as large as fits a square of 36 pixels, then turned and shifted a little, by an amount
that depends on the name of its file alone. The bytes of the images depend on the version of Pillow too.
Needs Pillow and fontTools (Matplotlib brings both) and, for packages not yet in FOLDER, npm.
"""

import base64
import hashlib
import io
import json
import random
import re
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

from fontTools.ttLib import TTFont
from PIL import Image, ImageDraw, ImageFont

VERSION = "5.3.0"  # of every package; the SHA-512 is the one that npm's registry states
TRAIN = {
    "caveat": "eHTfzQxFSW9ABERRLNruHoNJmKed2J7pqTUc5lp4a4POMgXGKpxmWj3d9Hz10kmAg6iuTTLe6UagbA4bnsmfQw==",
    "indie-flower": "Wo5eN/ruEQcyC3+ArzhlpqWQgph3VuCNbJlEkVw17LUd0uyTHOb9bTec4g9njQzjiL/ijACF27sSwy90L6kZBg==",
    "patrick-hand": "V8C38IlIFfdWg0Xtri3F7sLCVpm069rUwn6w4n+oyn38gt7H4arOJmuReg3tAw1Q6jHqZp89wTnAAJagq4Atxw==",
    "shadows-into-light": "3dvv0i8/ZwLMY08AAlTLivHUdNQYB6Fxe92d7BZiGbHY2GQnCxEd8JC9CBzxTiP4iyWNa6OZn9LXF+xjc9LaGw==",
    "permanent-marker": "ZO/NtYW4SCc/iY8N3dmjWyDITcXJ/vhWZFgnwRcvzwCKKnScMrM/a2/6VHlsjCVuIgmPzNrCFbedEYhv+/jJBg==",
    "architects-daughter": "uezOgAlbhmf9nDW69VYq31lXNA+0uRFWXBGCSFWLXVcrNESFHpNjvu11kJss1PMsfH/YKz1hnnYB+JSNI/t+ew==",
    "kalam": "FDkVoDfPDCSN/eO81FOYtUI67eMgpVBJmjBtAqSL0PmEhJyeFY2biC+CR+yEttksgXR9+swpFdYmQTyjwBq80Q==",
    "gloria-hallelujah": "U4gt7qqWGn4bysvZZ9BBv8dlRzb11dFUMV8t7xQg26th2zPou/obRjR7MlxeTvVxYd1geWnvZAJprh/bQOG3dw==",
    "amatic-sc": "qGAftmq7o21ViixCApztfLOe6TP0VFp3x9ac5KVTwBqW6SU8YJeGWgcLHOfBkooAI+/411R/flMqXos8GseNkA==",
    "coming-soon": "a5SW74ZAVTiGhu3Ml+rRvySYiW4kCXps+CTfPGIoEMbOl11Cy2xOF5UE2Pxlili4fGYrd/bAStaDFqbtEemx6A==",
    "reenie-beanie": "PgEiqKdPCLlvdY2IMWMBdYyMdr1mo1zxVBRNFlo3gclnCz560iiyTTt0dU4/VIGnjhyAb3gSWIQL0qXnn5oaYw==",
    "rock-salt": "3Zy0QtrDbq5jrAoMz1I3fXSitSpD46m6S+5W/+hfTZtpbxq9YAC1QoXkwUYDQxtfc8O0k8Qtl76gULQ+uCMznQ==",
    "handlee": "bginDzMq4WhtYCcCR5O/WUh6mjXgZ17miwY4mSCR6+Z5iXaUGc71GuFHdFKsZBTO+9CZqRRfXaGtTSz4IIf29Q==",
    "covered-by-your-grace": "QurmStAERGPv2vbl1Lxe76IWsYzXiZXz7lkxbw5x9OT84EAih8PmBkdWxatO7dj37UsInic30MA/EKpJ58bmtw==",
    "schoolbell": "7AWeUHHTiLIKz2V8d0fuG7mw8tlEoQ8Z8dtTpXTEs9hE2z6YFe1RjCCFtYuaSuPLZqYNVqzQ7owG/xJpTyY55w==",
    "gochi-hand": "IW6Xo3wbZuTLyx7hZzIr7+VSQwQ3oEiLZRphBnuNVaK+dhdxwYw57/r1NVi8x1ubX4OYyCG2S04mH6tLhanIsQ==",
    "neucha": "7PoHR/5toTeYP3T6wJyZ8xcT3uTJ6UcyAgrDo1OIUtKX/xuxbblvUyVQcN0lQEppY6EgkCC8zMkFsBhwUvWXBg==",
    "delius": "gl1jlqiY302zPebYu5VPR9eimIzdaCQCLDALpqWLgU0F80mMlu7p8X8p1ivSFif/qBpttprrryErqxj/VFYzDA==",
    "sriracha": "0JjwrC1/BXsSXMEcmmtyoQut1/gy/+wGBP1wiSPaPXvHr1yBmmU2Kl8drBSpRtvRD4Rm9Bb2/FdDK3x4yQ364g==",
    "itim": "y3m8RZeRCclnuQHgiRYIitCKc7iOthBo2SBYY8aDuyToKwGAvRMvBXHy6mdYceJbamRQrShEspXzkXTMDN20nQ==",
    "annie-use-your-telescope": "FKBTv9j8AMRlHGRtTTSF3NYWs/0MVfOZzpvgp5phBVW+zAzh1iC+uglKiPYCYNy0T+Cr4wyREqVezYpHxQuskw==",  # noqa: E501
    "sue-ellen-francisco": "cwzU21In+AcbXarvXqFrsTC9GEqMUvm3lHuNmu3DfcNkUcBIGUAL0tr5OklYJiHzuM4aJiZF1nj4gQN51Ri71Q==",
    "nanum-pen-script": "at9MFL8ga0A3Xce1+CO6/56F/SHIlf++D4vVKw3yCNRPKh6JU0UgZ3r9un0qHPVxx0Miq2bGZ35RRRlu/4BIDg==",
    "short-stack": "nhIm4HgWq6AsM9Sg32OrsC298avDiDhqoMRMYpv5T5OSCIpAwPXpnIgJYJVLzkSC9hOqhKxX5NGZ2ViaDM+7MQ==",
    "comic-neue": "uZsyUTExw8tCySNhL65dN6rEUhASMPGintSS5Kw/ZkrQTK1vcAgramzOLT/mZKtZ+EXr03MHj0s5osVVJITCow==",
}
TEST = {
    "swanky-and-moo-moo": "JPlkYzhnQpdsJSp/aVuwBem3o2JN1oH7x7V+nWJtvrLX9b0RZr/GxZIPKvhkeUrIIaU0cvmBRcMl1454q/FQTw==",
    "gaegu": "eSVEXay02/DAB5BtH/gpsujvpT78EjO6XVuNA1ap1G+xvr3zokU2HoLoaW+CfzykRuVgDQ2oZ1oe7VAlmGZt/A==",
    "the-girl-next-door": "ysHz6+NKIRzT7z++4TrDb6sTd6GvyItwFukOBxT7fmGS87NEkiBaq86gNXqaTiaBGZ9X0Jyryx9dHHNagAeHHw==",
    "mansalva": "Ue525bEZRg7Zu3PbfBW08JxmpAgJD4zgVgv5cMzgoLLh0inGFvKKHTwx7NPImv+VFrfqde/E2V8HWWnSgkabRw==",
    "balsamiq-sans": "ofkLqr8IH+TVP3q385lkonHo5yrbn59jbax9sEknRcwpxP/yX+gDd+hufeGw3fcIaRVWDN2TdhTMFCjdvw8utA==",
    "playpen-sans": "94O9WdgAmvFpAjsPOgg5JZII4clcNeeMqQdNZh7Jz40rmcNv05jzwxyuw25IRjTb4o2aMV7eXjXC8GTFo/+s8Q==",
    "yomogi": "D35BWMd0BVhtYfpE7r1UfTNZHxaFVvLw4Rz2ym+yvEE7vlIfwtZEQFp4VFCvlcH+BwoAJD1mFH/r/XV7qDxeyg==",
    "delicious-handrawn": "XeNjkS06KdZbGGLZt+C/XfTbkCg1VeX52d3THKJykrHmsCV8U4lPjWvF2wzEuWVPjl5mrPBOjM2FnKM38j/N0g==",
}
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
SIZE = 50  # pixels, the side of an image
LARGEST = 36  # pixels, the larger side of an upright letter
TURN = 8  # degrees, either way
SHIFT = 3  # pixels, either way
FINE = 8  # drawn so many times larger, then averaged


def fetch(fonts: dict[str, str], folder: Path) -> None:
    """Bring the packages that `folder` lacks; end the program at one with other bytes."""
    missing = [name for name in fonts if not package(name, folder).exists()]
    if missing:
        npm = shutil.which("npm") or sys.exit("npm is needed to fetch the fonts; it comes with Node.js.")
        names = [f"@fontsource/{name}@{VERSION}" for name in missing]
        subprocess.run([npm, "pack", "--silent", *names], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    for name, expected in fonts.items():
        found = base64.b64encode(hashlib.sha512(package(name, folder).read_bytes()).digest()).decode()
        if found != expected:
            sys.exit(f"{package(name, folder)}: not the package it should be (its SHA-512 is {found})")


def package(name: str, folder: Path) -> Path:
    """The archive that `npm pack` leaves."""
    return folder / f"fontsource-{name}-{VERSION}.tgz"


def member(name: str, path: str, folder: Path) -> bytes:
    """A file inside a package."""
    with tarfile.open(package(name, folder)) as archive:
        file = archive.extractfile(f"package/{path}") or sys.exit(f"{package(name, folder)} has no {path}")
        return file.read()


def load(name: str, folder: Path) -> ImageFont.FreeTypeFont:
    """The font of a package, which holds it as WOFF; Pillow gets it as TTF."""
    font = TTFont(io.BytesIO(member(name, f"files/{name}-latin-400-normal.woff", folder)))
    lacking = [letter for letter in LETTERS if ord(letter) not in font.getBestCmap()]
    if lacking:
        sys.exit(f"{name} has no {' '.join(lacking)}")
    font.flavor = None
    ttf = io.BytesIO()
    font.save(ttf)
    ttf.seek(0)
    return ImageFont.truetype(ttf, 600, layout_engine=ImageFont.Layout.BASIC)


def draw(letter: str, font: ImageFont.FreeTypeFont, file_name: str) -> bytes:
    """One image as PNG, black on white, turned and shifted as its name decides."""
    chance = random.Random(file_name)
    turn = chance.uniform(-TURN, TURN)
    right, down = (round(FINE * chance.uniform(-SHIFT, SHIFT)) for _ in "xy")
    ink = Image.new("L", (3000, 3000))
    ImageDraw.Draw(ink).text((1000, 1000), letter, fill=255, font=font)
    ink = ink.crop(ink.getbbox())
    scale = FINE * LARGEST / max(ink.size)
    ink = ink.resize((round(ink.width * scale), round(ink.height * scale)), Image.Resampling.BOX)
    frame = Image.new("L", (FINE * SIZE, FINE * SIZE))
    frame.paste(ink, ((frame.width - ink.width) // 2, (frame.height - ink.height) // 2))
    frame = frame.rotate(turn, Image.Resampling.BICUBIC, translate=(right, down)).reduce(FINE)
    png = io.BytesIO()
    frame.point(lambda value: 255 - value).save(png, "PNG", optimize=True)
    return png.getvalue()


def images(fonts: dict[str, str], folder: Path) -> dict[str, bytes]:
    """The images of all letters in these fonts, by file name."""
    files = {}
    for name in fonts:
        font = load(name, folder)
        for number, letter in enumerate(LETTERS, 1):
            file_name = f"{number:04}_{name}.png"
            files[file_name] = draw(letter, font, file_name)
    return files


def credit(name: str, folder: Path) -> str:
    """A row of the table in README.md, from what the package states."""
    about = json.loads(member(name, "metadata.json", folder))
    copyright_line = re.sub(r" \S+\.ttf: .*", "", about["license"]["attribution"]).replace("|", "\\|")
    return f"| {about['family']} | `@fontsource/{name}` {VERSION} | {about['license']['type']} | {copyright_line} |"


def main(folder: Path, check: bool) -> None:
    fetch(TRAIN | TEST, folder)
    target = Path(__file__).parent / "letters"
    drawn = {
        target / part / name: data
        for part, fonts in (("train", TRAIN), ("test", TEST))
        for name, data in images(fonts, folder).items()
    }
    if check:
        stored = {path: path.read_bytes() for path in target.rglob("*.png")}
        differing = sorted(str(path) for path in stored | drawn if stored.get(path) != drawn.get(path))
        sys.exit("\n".join(["These differ:", *differing]) if differing else 0)
    shutil.rmtree(target, ignore_errors=True)
    for path, data in drawn.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    print(*(credit(name, folder) for name in TRAIN | TEST), sep="\n")


if __name__ == "__main__":
    folders = [argument for argument in sys.argv[1:] if argument != "--check"]
    if len(folders) != 1 or not Path(folders[0]).is_dir():
        raise SystemExit(__doc__)
    main(Path(folders[0]), "--check" in sys.argv)
