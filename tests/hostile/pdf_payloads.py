"""Hostile pages for the layout worker: ways to make it fetch, and ways to make it work forever or eat all memory.

All but a few could never reach it, since pages are made from our own templates with everything escaped; here they are
handed to it straight, as if that had failed.
"""

from __future__ import annotations

import base64
import zlib
from collections.abc import Callable
from struct import pack


def page(body: str, *, head: str = "") -> str:
    """A whole document around a body."""
    start = f'<!DOCTYPE html><html lang="en"><head><title>Page</title>{head}</head>'
    return f"{start}<body><p>Words</p>{body}</body></html>"


def in_svg(inner: str) -> str:
    """A vector picture with something in it."""
    names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f'<svg {names} width="50" height="50">{inner}</svg>'


def as_data(content: str | bytes, media_type: str) -> str:
    """A `data:` address."""
    raw = content.encode() if isinstance(content, str) else content
    return f"data:{media_type};base64,{base64.b64encode(raw).decode()}"


def data_picture(content: str | bytes, media_type: str = "image/svg+xml") -> str:
    """An element that shows a picture written into the page."""
    return f'<img alt="x" src="{as_data(content, media_type)}">'


def empty_png(width: int, height: int) -> bytes:
    """A PNG of black pixels that says its size and compresses to almost nothing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data))

    rows = zlib.compressobj(9)
    row = bytes(1 + width // 8)
    pixels = b"".join(rows.compress(row) for _ in range(min(height, 10_000))) + rows.flush()
    head = chunk(b"IHDR", pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


FETCHING: dict[str, Callable[[str], str]] = {
    "img": lambda a: page(f'<img src="{a}" alt="x">'),
    "img srcset": lambda a: page(f'<img srcset="{a} 2x" src="{a}" alt="x">'),
    "picture source": lambda a: page(f'<picture><source srcset="{a}"><img src="{a}" alt="x"></picture>'),
    "object": lambda a: page(f'<object data="{a}"></object>'),
    "embed": lambda a: page(f'<embed src="{a}">'),
    "iframe": lambda a: page(f'<iframe src="{a}"></iframe>'),
    "frame": lambda a: f'<html lang="en"><title>x</title><frameset><frame src="{a}"></frameset></html>',
    "video poster": lambda a: page(f'<video poster="{a}" src="{a}"></video>'),
    "input image": lambda a: page(f'<input type="image" src="{a}" alt="x">'),
    "body background": lambda a: f'<html lang="en"><title>x</title><body background="{a}">x</body></html>',
    "svg image": lambda a: page(in_svg(f'<image xlink:href="{a}" width="50" height="50"/>')),
    "svg image href": lambda a: page(in_svg(f'<image href="{a}" width="50" height="50"/>')),
    "svg use": lambda a: page(in_svg(f'<use xlink:href="{a}#a"/>')),
    "svg style import": lambda a: page(in_svg(f'<style>@import "{a}";</style><path d="M0 0"/>')),
    "svg stylesheet instruction": lambda a: page(data_picture(f"<?xml-stylesheet href='{a}'?>{in_svg('')}")),
    "svg entity": lambda a: page(data_picture(svg_with_entity(a))),
    "svg in data": lambda a: page(data_picture(in_svg(f"<image href='{a}' width='9' height='9'/>"))),
    "link stylesheet": lambda a: page("", head=f'<link rel="stylesheet" href="{a}">'),
    "link attachment": lambda a: page("", head=f'<link rel="attachment" href="{a}">'),
    "link icon": lambda a: page("", head=f'<link rel="icon" href="{a}">'),
    "anchor attachment": lambda a: page(f'<a rel="attachment" href="{a}">x</a>'),
    "base": lambda a: page('<img src="x.png" alt="x">', head=f'<base href="{a}/">'),
    "meta refresh": lambda a: page("", head=f'<meta http-equiv="refresh" content="0;url={a}">'),
    "script": lambda a: page(f'<script src="{a}"></script><script>fetch("{a}")</script>'),
    "style import": lambda a: page("", head=f'<style>@import url("{a}");</style>'),
    "style background": lambda a: page(f'<p style="background-image: url({a})">x</p>'),
    "style list": lambda a: page(f'<ul style="list-style-image: url({a})"><li>x</ul>'),
    "style border": lambda a: page(f'<p style="border: 9px solid; border-image: url({a}) 3">x</p>'),
    "style content": lambda a: page("", head=f"<style>p::before {{ content: url({a}) }}</style>"),
    "style mask": lambda a: page(f'<p style="mask-image: url({a}); cursor: url({a}), auto; filter: url({a})">x</p>'),
    "style shape": lambda a: page(f'<p style="float: left; shape-outside: url({a})">x</p>'),
    "style font": lambda a: page(
        "", head=f"<style>@font-face {{ font-family: f; src: url({a}) }} p {{ font-family: f }}</style>"
    ),
    "style page": lambda a: page(
        "", head=f"<style>@page {{ background: url({a}); @top-left {{ content: url({a}) }} }}</style>"
    ),
    "style color profile": lambda a: page(
        "<p style='color: color(--p 1 1 1)'>x", head=f"<style>@color-profile --p {{ src: url({a}) }}</style>"
    ),
    "style target": lambda a: page(f'<p style="content: target-counter(url({a}#x), page)">x</p>'),
}
"""Each names an address in another way; the address comes from the test."""


def svg_with_entity(address: str) -> str:
    """A picture whose text is a file, for a reader of XML that follows such things."""
    return f'<!DOCTYPE svg [<!ENTITY e SYSTEM "{address}">]>' + in_svg("<text y='9'>&e;</text>")


def laughing_svg() -> str:
    """A picture whose text is ten to the ninth laughs."""
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE svg [<!ENTITY l0 "laugh">{entities}]>' + in_svg("<text y='9'>&l9;</text>")


def calling_each_other(depth: int) -> str:
    """Groups of a picture that draw each other ten times at each of `depth` levels."""
    groups = "".join(f'<g id="g{n}">{f"<use href={chr(34)}#g{n - 1}{chr(34)}/>" * 10}</g>' for n in range(1, depth))
    return in_svg(f'<defs><g id="g0"><path d="M0 0h9"/></g>{groups}</defs><use href="#g{depth - 1}"/>')


def deep(tag: str, count: int) -> str:
    """Elements inside each other."""
    return f"<{tag}>" * count + "x" + f"</{tag}>" * count


STRETCHING = '<div class="block"><div data-lines="3" data-step="9" style="min-height: 27mm"></div></div>'
FILLED_BY_P = '<rect width="9" height="9" fill="url(#p)"/>'

BOMBS: dict[str, Callable[[], str]] = {
    "10,000 divs inside each other": lambda: page(deep("div", 10_000)),
    "10,000 spans inside each other": lambda: page(deep("span", 10_000)),
    "400 tables inside each other": lambda: page(deep("table><tr><td", 400)),
    "a million letters without a break": lambda: page(f"<p>{'a' * 1_000_000}</p>"),
    "a table of 100,000 rows": lambda: page(f"<table>{'<tr><td>x<td>y' * 100_000}</table>"),
    "a cell a million columns wide": lambda: page('<table><tr><td colspan="1000000">x</table>'),
    "a cell a million rows tall": lambda: page('<table><tr><td rowspan="1000000">x<tr><td>y</table>'),
    "a flex column over pages": lambda: page(
        f'<div style="display: flex; flex-direction: column">{"<p>A line of words.</p>" * 2_000}</div>'
    ),
    "40 flex rows inside each other": lambda: page('<div style="display: flex">' * 40 + "x" + "</div>" * 40),
    "a grid with a million tracks": lambda: page(
        '<div style="display: grid; grid-template-columns: repeat(1000000, 1px)"><i>x</i></div>'
    ),
    "20 columns inside each other": lambda: page('<div style="columns: 2">' * 20 + "x " * 200 + "</div>" * 20),
    "a picture of 8 GiB": lambda: page(data_picture(empty_png(100_000, 90_000), "image/png")),
    "a picture that says 2 billion wide": lambda: page(data_picture(empty_png(2**31 - 1, 1)[:200], "image/png")),
    "a picture drawn a billion points wide": lambda: page(
        f'<div style="width: 1e9px; height: 1e9px">{in_svg("")}</div>'
    ),
    "data of 30 megabytes": lambda: page(data_picture(b"x" * 30_000_000, "image/png")),
    "a billion laughs": lambda: page(data_picture(laughing_svg())),
    "groups that draw each other": lambda: page(calling_each_other(9)),
    "a picture that draws itself": lambda: page(in_svg('<g id="a"><use href="#a"/></g>')),
    "a pattern that fills itself": lambda: page(
        in_svg(f'<pattern id="p" width="1" height="1">{FILLED_BY_P}</pattern>{FILLED_BY_P}')
    ),
    "a gradient of 100,000 stops": lambda: page(
        f'<p style="background: linear-gradient({", ".join(["red", "blue"] * 50_000)})">x</p>'
    ),
    "a page taller than the world": lambda: page("x", head="<style>@page { size: 1e12mm 1e12mm }</style>"),
    "a page of no height": lambda: page("x " * 500, head="<style>@page { size: 1mm 1mm; margin: 0 }</style>"),
    "a margin that leaves no room": lambda: page("x " * 500, head="<style>@page { margin: 500mm }</style>"),
    "a page counter that never settles": lambda: page(
        '<a href="#e">x</a>' * 500 + '<i id="e">e</i>',
        head="<style>a::after { content: target-counter(attr(href), page) target-text(attr(href)) }</style>",
    ),
    "a counter of a billion": lambda: page(
        "x", head="<style>p { counter-reset: a 999999999 } p::before { content: counter(a, upper-roman) }</style>"
    ),
    "values that double 40 times": lambda: page(
        "x",
        head=f"<style>:root {{ --v0: aaaaaaaaaa; {doubling_values(40)} }} p::before {{ content: var(--v40) }}</style>",
    ),
    "a value made of itself": lambda: page(
        "x", head="<style>p { --a: var(--b); --b: var(--a); color: var(--a) }</style>"
    ),
    "a break before everything": lambda: page("<p>x" * 20_000, head="<style>p { break-before: page }</style>"),
    "a selector of 20,000 parts": lambda: page(
        "<p>x" * 500, head=f"<style>{', '.join(['p ~ p:not(.a)'] * 20_000)} {{ color: red }}</style>"
    ),
    "letters of 1,000 scripts": lambda: page("".join(chr(code) for code in range(0x100, 0xD000))),
    "100,000 marks on one letter": lambda: page("a" + "\u0301" * 100_000),
    "100,000 turns of direction": lambda: page("<p>" + "\u202e\u202d" * 50_000 + "x"),
    "20,000 emoji": lambda: page("\U0001f600\U0001f469\u200d\U0001f467\U0001f3f3\ufe0f\u200d\U0001f308" * 3_000),
    "100,000 letters of no width": lambda: page("\u200b\u200d\u2060\ufeff" * 25_000),
    "a list of 10,000 entries": lambda: page(f"<ol>{'<li>An entry.' * 10_000}</ol>"),
    "300 marks inside each other": lambda: page(deep("b><i", 300)),
    "2,000 blocks that stretch": lambda: page(f'<div data-elastic class="a">{STRETCHING * 2_000}</div>'),
    "5,000 rows that stretch": lambda: page(f"<div data-elastic><table>{'<tr data-row><td>x' * 5_000}</table></div>"),
    "no characters that text may hold": lambda: page("\x00\x01\x02\ufffe\U0010ffff" * 1_000),
    "not a document at all": lambda: "<" * 100_000,
    "nothing": lambda: "",
}
"""Each is too much of something. None may outlive the limit, take the machine's memory, or stop another's print."""


def doubling_values(count: int) -> str:
    """Custom properties, each twice the one before."""
    return " ".join(f"--v{n}: var(--v{n - 1}) var(--v{n - 1});" for n in range(1, count + 1))
