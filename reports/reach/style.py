"""How the HTML report looks: calm, on screen and on paper."""

from reports.reach.drawing import ACCENT, GROUND, INK, QUIET, RULE

CSS = f"""
:root {{ color-scheme: light; }}
* {{ box-sizing: border-box; }}
body {{ margin: 0 auto; max-width: 62rem; padding: 2.5rem 1.5rem 4rem; background: {GROUND}; color: {INK};
  font: 1rem/1.55 "Noto Sans", system-ui, sans-serif; }}
.skip {{ position: absolute; left: -100rem; }}
.skip:focus {{ left: 1rem; top: 1rem; }}
header {{ border-bottom: 3px solid {ACCENT}; padding-bottom: 0.75rem; margin-bottom: 1.5rem; }}
h1 {{ font-size: 2rem; line-height: 1.2; margin: 0; font-weight: 600; }}
header p {{ margin: 0.35rem 0 0; font-size: 1.15rem; color: {QUIET}; }}
h2 {{ font-size: 1.4rem; line-height: 1.3; margin: 3rem 0 0.75rem; font-weight: 600; color: {ACCENT}; }}
#summary h2 {{ margin-top: 0; }}
h3, figcaption {{ font-size: 1.05rem; margin: 0 0 0.4rem; font-weight: 600; }}
p {{ margin: 0 0 0.6rem; max-width: 46rem; }}
.lead {{ font-size: 1.1rem; }}
figure {{ margin: 1.75rem 0; }}
svg {{ display: block; max-width: 100%; height: auto; margin: 0.75rem 0; }}
.pair {{ display: grid; grid-template-columns: 1fr 1.15fr; gap: 2rem; align-items: start; }}
.pair figure {{ margin: 1.5rem 0; }}
.wide {{ overflow-x: auto; }}
table {{ border-collapse: collapse; width: 100%; margin: 0.75rem 0; font-size: 0.925rem; }}
caption {{ position: absolute; left: -100rem; }}
th, td {{ text-align: start; vertical-align: top; padding: 0.4rem 1rem 0.4rem 0; border-bottom: 1px solid {RULE}; }}
thead th {{ border-bottom: 2px solid {INK}; font-weight: 600; vertical-align: bottom; }}
tbody th {{ font-weight: 400; }}
.number {{ text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; }}
.quiet {{ color: {QUIET}; }}
#summary table {{ font-size: 1rem; }}
aside {{ background: #F4F4F8; border-inline-start: 4px solid {ACCENT}; padding: 0.9rem 1.25rem; margin: 1.5rem 0; }}
aside ul, .cautions {{ margin: 0; padding-inline-start: 1.1rem; }}
.cautions, .source {{ font-size: 0.85rem; color: {QUIET}; }}
.source {{ margin: 0.4rem 0 0; }}
nav ol {{ columns: 2; padding: 0; list-style: none; margin: 0; }}
nav li {{ margin: 0 0 0.3rem; break-inside: avoid; }}
a {{ color: {ACCENT}; }}
footer {{ border-top: 1px solid {RULE}; margin-top: 3rem; padding-top: 1rem; }}
footer img {{ height: 3rem; width: auto; }}
@media (max-width: 44rem) {{ .pair {{ grid-template-columns: 1fr; }} nav ol {{ columns: 1; }} }}
@media print {{
  body {{ padding: 0; font-size: 0.8rem; }}
  .skip {{ display: none; }}
  .wide {{ overflow: visible; }}
  tr, aside, svg {{ break-inside: avoid; }}
  h2, h3 {{ break-after: avoid; }}
  nav {{ break-before: page; }}
}}
"""
