/** The page's look, light and dark as the reader's system is. Colours of lines differ in lightness and dash as well. */
export const style = `
:root{color-scheme:light dark;
--page:#f6f7f9;--card:#fff;--ink:#1a2230;--soft:#556072;--edge:#dde2ea;--grid:#e6eaf0;--shade:#8893a61f;
--one:#1d5fd1;--two:#0b7f75;--three:#a35a00;--four:#8a3ffc;--bad:#c5221f;--asked:#6b7688;--warn:#fff6e0;--warn-ink:#5c4300;--warn-edge:#ecd28f}
@media (prefers-color-scheme:dark){:root{
--page:#10141b;--card:#181e28;--ink:#e8ecf3;--soft:#a3aec0;--edge:#2c3543;--grid:#262e3b;--shade:#8893a626;
--one:#6ea8ff;--two:#3fcdbd;--three:#f0a84b;--four:#c29bff;--bad:#ff7b72;--asked:#8f9bb0;--warn:#33290f;--warn-ink:#f3dc9c;--warn-edge:#5e4c1c}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;font-variant-numeric:tabular-nums}
main{max-width:1200px;margin:0 auto;padding:28px 20px 48px}
h1{font-size:1.5rem;line-height:1.25;margin:0 0 4px}
h2{font-size:1.05rem;margin:32px 0 12px}
.soft,.note{color:var(--soft)}.note{margin:0 0 8px;font-size:.87rem}
.remarks{list-style:none;margin:16px 0 0;padding:10px 14px;background:var(--warn);color:var(--warn-ink);border:1px solid var(--warn-edge);border-radius:10px}
.remarks li+li{margin-top:4px}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(136px,1fr));gap:12px;margin:20px 0;padding:0;list-style:none}
.tiles li,.card,.chart{background:var(--card);border:1px solid var(--edge);border-radius:12px}
.tiles li{padding:12px 14px}.tiles b{display:block;font-size:1.45rem;line-height:1.2;white-space:nowrap}.tiles span{color:var(--soft);font-size:.85rem}
.tiles .bad b{color:var(--bad)}
.charts{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:16px}
@media (max-width:860px){.charts{grid-template-columns:minmax(0,1fr)}main{padding:20px 12px 40px}}
.chart{margin:0;padding:14px 16px 16px;min-width:0}
figcaption{font-weight:600}
.legend{display:flex;flex-wrap:wrap;gap:2px 14px;list-style:none;margin:2px 0 10px;padding:0;font-size:.85rem;color:var(--soft)}
.legend svg{width:24px;height:8px;margin-right:6px;vertical-align:middle}
.frame{padding:8px 14px 24px 56px}
.plot{position:relative;height:230px}
.plot>svg{display:block;width:100%;height:100%;overflow:visible}
path{fill:none;stroke-width:2;stroke-linejoin:round;stroke-linecap:round;vector-effect:non-scaling-stroke}
path.grid{stroke:var(--grid);stroke-width:1}
path.one{stroke:var(--one)}path.two{stroke:var(--two);stroke-dasharray:8 4}path.three{stroke:var(--three);stroke-dasharray:2 4}
path.four{stroke:var(--four);stroke-width:1.5}path.bad{stroke:var(--bad)}path.asked{stroke:var(--asked);stroke-dasharray:5 5;stroke-width:1.5}
.shade{fill:var(--shade)}
.x,.y{position:absolute;color:var(--soft);font-size:.75rem;line-height:1;white-space:nowrap;pointer-events:none}
.y{right:calc(100% + 8px);transform:translateY(-50%)}.x{top:calc(100% + 8px);transform:translateX(-50%)}
.cursor{position:absolute;top:0;bottom:0;width:1px;background:var(--soft);display:none;pointer-events:none}
.tip{position:absolute;top:4px;z-index:1;padding:6px 9px;background:var(--card);border:1px solid var(--edge);border-radius:8px;box-shadow:0 2px 10px #0003;font-size:.8rem;line-height:1.4;white-space:pre;pointer-events:none}
.bars{list-style:none;margin:4px 0 0;padding:0;display:grid;gap:10px}
.bars li{display:grid;grid-template-columns:1fr auto;gap:2px 12px;font-size:.9rem}
.bars .text{color:var(--soft)}
.track{grid-column:1/-1;position:relative;height:10px;background:var(--grid);border-radius:5px}
.bar{position:absolute;inset:0 auto 0 0;min-width:2px;border-radius:5px}
.bar.one{background:var(--one)}.bar.two{background:var(--two)}.bar.three{background:var(--three)}.bar.bad{background:var(--bad)}
.mark{position:absolute;top:-3px;bottom:-3px;width:2px;background:var(--ink)}
.card{padding:4px 16px;overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.9rem}
th,td{padding:7px 12px 7px 0;text-align:right;border-top:1px solid var(--edge);white-space:nowrap}
tr:first-child>*{border-top:0}th:first-child,td:first-child{text-align:left}th{color:var(--soft);font-weight:500}
dl{display:grid;grid-template-columns:max-content 1fr;gap:5px 18px;margin:10px 0}dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
.pair{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:16px}@media (max-width:860px){.pair{grid-template-columns:minmax(0,1fr)}}
details{margin-top:16px}summary{cursor:pointer;padding:4px 0}
:focus-visible{outline:2px solid var(--one);outline-offset:2px}
@media print{body{background:#fff}.chart,.card{break-inside:avoid}}
`;
