/** Shows the values of the place that is pointed at. Without it the page lacks nothing: a table has all of them. */
export const script = `
for (const plot of document.querySelectorAll('.plot')) {
  const points = JSON.parse(plot.dataset.chart);
  const cursor = plot.querySelector('.cursor');
  const tip = plot.querySelector('.tip');
  const hide = () => { cursor.style.display = 'none'; tip.hidden = true; };
  const show = (event) => {
    const room = plot.getBoundingClientRect();
    const at = (event.clientX - room.left) / room.width;
    if (at < -0.02 || at > 1.02 || points.length === 0) return hide();
    const near = points.reduce((best, point) => Math.abs(point.at - at) < Math.abs(best.at - at) ? point : best);
    cursor.style.display = 'block';
    cursor.style.left = near.at * 100 + '%';
    tip.hidden = false;
    tip.textContent = near.text.join('\\n');
    const left = near.at * room.width + 10;
    tip.style.left = (left + tip.offsetWidth > room.width ? Math.max(-40, left - tip.offsetWidth - 20) : left) + 'px';
  };
  plot.addEventListener('pointermove', show);
  plot.addEventListener('pointerdown', show);
  plot.addEventListener('pointerleave', hide);
}
`;
