"""Bars as SVG: no dependency, readable on light and dark pages, every bar with its number. Used by report."""
from xml.sax.saxutils import escape

WIDTH, LEFT, BARS, TOP = 830, 180, 400, 62
LIGHT = {"paper": "#ffffff", "ink": "#1f2328", "soft": "#59636e", "line": "#d1d9e0", "ours": "#0969da", "peer": "#8c959f",
         "limit": "#c8a45c", "whisker": "#1f2328"}
DARK = {"paper": "#0d1117", "ink": "#e6edf3", "soft": "#9198a1", "line": "#3d444d", "ours": "#4493f8", "peer": "#6e7681",
        "limit": "#9e8042", "whisker": "#e6edf3"}


class Bar:
    """One bar: a label, the median with minimum and maximum, a kind (ours, peer or limit), and a remark behind the number."""

    def __init__(self, label, kind, middle, low=None, high=None, text="", remark="", faint=False):
        self.label, self.kind, self.middle = label, kind, middle
        self.low = middle if low is None else low
        self.high = middle if high is None else high
        self.text, self.remark, self.faint = text, remark, faint


class Panel:
    """Bars on one scale that starts at zero. Bars in a row belong together: the label is that of the first."""

    def __init__(self, title, rows, note=""):
        self.title, self.note = title, note
        self.rows = [row if isinstance(row, list) else [row] for row in rows]

    def height(self):
        return 48 + sum(self._row(row) for row in self.rows) + 14

    @staticmethod
    def _row(row):
        return 28 if len(row) == 1 else 19 * len(row) + 9

    def draw(self, y):
        most = max([bar.high for row in self.rows for bar in row] + [1e-9])
        out = ['<text class="title" x="24" y="%d">%s</text>' % (y + 18, escape(self.title)),
               '<text class="note" x="24" y="%d">%s</text>' % (y + 36, escape(self.note))]
        at = y + 48
        bottom = at + sum(self._row(row) for row in self.rows)
        for row in self.rows:
            high = self._row(row)
            out.append('<text class="label" x="%d" y="%d">%s</text>' % (LEFT - 10, at + high / 2 + 4, escape(row[0].label)))
            for i, bar in enumerate(row):
                thick = 18 if len(row) == 1 else 15
                out += self._bar(bar, at + (5 if len(row) == 1 else 4 + 19 * i), thick, most)
            at += high
        out.append('<line class="axis" x1="%d" x2="%d" y1="%d" y2="%d"/>' % (LEFT, LEFT, y + 46, bottom + 2))
        return out

    @staticmethod
    def _bar(bar, y, thick, most):
        def x(value):
            return LEFT + BARS * value / most

        out = ['<rect class="%s%s" x="%d" y="%.1f" width="%.1f" height="%d" rx="2"/>'
               % (bar.kind, " faint" if bar.faint else "", LEFT, y, max(1.5, x(bar.middle) - LEFT), thick)]
        middle = y + thick / 2
        if bar.high - bar.low > most / 200:
            out.append('<path class="whisker" d="M%.1f %.1fH%.1fM%.1f %.1fv8M%.1f %.1fv8"/>' % (
                x(bar.low), middle, x(bar.high), x(bar.low), middle - 4, x(bar.high), middle - 4))
        out.append('<text class="number" x="%.1f" y="%.1f">%s<tspan class="remark" dx="8">%s</tspan></text>' % (
            x(max(bar.middle, bar.high)) + 8, middle + 4, escape(bar.text), escape(bar.remark)))
        return out


def colours(palette):
    rules = ["%s{fill:%s}" % (c, palette[k]) for c, k in (
        (".paper", "paper"), (".heading,.title,.label,.number", "ink"), (".note,.remark,.foot", "soft"), (".ours", "ours"),
        (".peer", "peer"), (".limit", "limit"))]
    return "".join(rules) + ".axis{stroke:%s}.whisker{stroke:%s}" % (palette["line"], palette["whisker"])


def write(path, heading, panels, foot, dark=False):
    """Writes a picture of the panels that have bars; dark shows it as on a dark page, for programs without such preferences."""
    panels = [panel for panel in panels if panel.rows]
    if not panels:
        return
    height = TOP + sum(panel.height() for panel in panels) + 34
    out = ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img">'
           % (WIDTH, height, WIDTH, height),
           "<title>%s</title>" % escape(heading),
           "<style>text{font-family:-apple-system,'Segoe UI',Helvetica,Arial,'DejaVu Sans',sans-serif;font-size:13px}"
           ".heading{font-size:20px;font-weight:600}.title{font-size:15px;font-weight:600}.note,.foot{font-size:12px}"
           ".remark{font-size:12px}.label{text-anchor:end}.faint{opacity:.5}.whisker{stroke-width:1.3;fill:none}"
           + colours(DARK if dark else LIGHT)
           + "@media (prefers-color-scheme:dark){%s}</style>" % colours(DARK),
           '<rect class="paper" width="%d" height="%d" rx="8"/>' % (WIDTH, height),
           '<text class="heading" x="24" y="38">%s</text>' % escape(heading)]
    y = TOP
    for panel in panels:
        out += panel.draw(y)
        y += panel.height()
    out += ['<text class="foot" x="24" y="%d">%s</text>' % (y + 14, escape(foot)), "</svg>", ""]
    with open(path, "w") as f:
        f.write("\n".join(out))
