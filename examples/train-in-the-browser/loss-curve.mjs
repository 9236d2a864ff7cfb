// A line in an SVG: the loss of every step, and behind it the mean of the last ten.
const [width, height] = [640, 220];
const margin = { left: 44, right: 8, top: 8, bottom: 28 };

/** Draws losses of some steps of a longer run. */
export function drawLossCurve(svg, losses, steps) {
  const highest = Math.max(...losses);
  const top = niceCeiling(highest);
  const x = (step) => margin.left + ((width - margin.left - margin.right) * step) / Math.max(1, steps - 1);
  const y = (loss) => height - margin.bottom - ((height - margin.top - margin.bottom) * loss) / top;
  const path = (values) => values.map((loss, step) => `${step ? 'L' : 'M'}${x(step)} ${y(loss)}`).join('');
  const smooth = losses.map((_, step) => mean(losses.slice(Math.max(0, step - 9), step + 1)));
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((share) => share * top);
  svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
  svg.innerHTML = [
    ...ticks.map(
      (tick) =>
        `<line class="grid" x1="${margin.left}" x2="${width - margin.right}" y1="${y(tick)}" y2="${y(tick)}" />` +
        `<text x="${margin.left - 8}" y="${y(tick) + 4}" text-anchor="end">${Number(tick.toFixed(2))}</text>`,
    ),
    `<text x="${margin.left}" y="${height - 8}">step 1</text>`,
    `<text x="${width - margin.right}" y="${height - 8}" text-anchor="end">${steps}</text>`,
    `<path class="each" d="${path(losses)}" />`,
    `<path class="smooth" d="${path(smooth)}" />`,
  ].join('');
}

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

function niceCeiling(value) {
  const unit = 10 ** Math.floor(Math.log10(value));
  return [1, 1.2, 1.6, 2, 2.4, 2.8, 3.2, 4, 5, 6, 8, 10]
    .map((factor) => factor * unit)
    .find((candidate) => candidate >= value);
}
