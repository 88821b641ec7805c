(() => {
  'use strict';

  const data = JSON.parse(document.getElementById('data').textContent);
  const main = document.querySelector('main');
  const plots = [];

  const QUANTITIES = { cvr: 'CVR', rfr: 'RFR', netcvr: 'NetCVR', gmv: 'GMV' };
  const QUANTITY_MEANINGS = {
    cvr: 'probability of a purchase', rfr: 'probability of a refund, given a purchase',
    netcvr: 'probability of a purchase that is kept', gmv: 'value of the purchases of a click that has any',
  };
  const METRICS = {
    auc: { name: 'AUC', unit: 'share of pairs in the right order', better: 1 },
    prauc: { name: 'PR-AUC', unit: 'average precision', better: 1 },
    nll: { name: 'NLL', unit: 'nats', better: -1 },
    acc: { name: 'ACC', unit: 'share within a fifth of the label', better: 1 },
    alpr: { name: 'ALPR', unit: 'doublings off, on average', better: -1 },
    pcoc: { name: 'PCOC', unit: 'mean prediction / mean label', better: 0 },
    riAuc: { name: 'RI of AUC', unit: '%', better: 1 },
    riPrauc: { name: 'RI of PR-AUC', unit: '%', better: 1 },
    gauc: { name: 'GAUC', unit: 'AUC within users', better: 1 },
  };
  const SECOND = 1000, MINUTE = 60 * SECOND, HOUR = 60 * MINUTE, DAY = 24 * HOUR;

  // Elements and texts. What comes from the run is only ever set as text.
  const element = (tag, properties, ...children) => {
    const made = document.createElement(tag);
    Object.entries(properties || {}).forEach(([name, value]) => {
      if (name in made) made[name] = value; else made.setAttribute(name, value);
    });
    made.append(...children);
    return made;
  };
  const whole = value => value.toLocaleString('en-US', { maximumFractionDigits: 0 });
  const number = value => {
    if (value === null || value === undefined) return '–';
    if (typeof value === 'string') return value;
    if (Number.isInteger(value)) return whole(value);
    const size = Math.abs(value);
    const digits = size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : size >= .01 ? 4 : 6;
    return value.toLocaleString('en-US', { minimumFractionDigits: Math.min(digits, 4), maximumFractionDigits: digits });
  };
  const tick = value => Number(value.toPrecision(6)).toLocaleString('en-US', { maximumFractionDigits: 6 });
  const percent = value => value === null ? '–' : `${(100 * value).toLocaleString('en-US', { maximumFractionDigits: 2 })} %`;
  const age = ms => {
    const units = [[DAY, 'd'], [HOUR, 'h'], [MINUTE, 'min'], [SECOND, 's']];
    const [unit, name] = units.find(([size]) => ms >= size) || [1, 'ms'];
    return `${tick(ms / unit)} ${name}`;
  };
  const bytes = value => {
    const units = ['B', 'kB', 'MB', 'GB', 'TB'];
    let place = 0;
    while (value >= 1000 && place < units.length - 1) { value /= 1000; place++; }
    return `${value.toLocaleString('en-US', { maximumSignificantDigits: 3 })} ${units[place]}`;
  };
  const ratio = (part, all) => all > 0 ? part / all : null;
  const roundedUp = value => {
    if (value > .8 && value <= 1) return 1;
    const step = 10 ** Math.floor(Math.log10(value)) / 5;
    return Math.ceil(value * 1.02 / step) * step;
  };
  const sum = values => values.reduce((total, value) => total + value, 0);

  // A variant has one colour, line and mark wherever it appears; what never learns and what knows all are neutral.
  const color = name => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  const MARKS = ['circle', 'triangle', 'rect', 'rectRot', 'star', 'crossRot'];
  const styles = new Map();
  let learners = 0;
  data.variants.forEach(({ name, role }) => {
    if (role === 'learner') {
      const place = learners++;
      const round = Math.floor(place / 6);
      styles.set(name, { variable: `learner-${place % 6}`, dash: round ? [8, 3 * round] : [], mark: MARKS[place % 6] });
    } else {
      styles.set(name, { variable: role, dash: role === 'oracle' ? [2, 3] : [7, 4], mark: role === 'oracle' ? 'rectRot' : 'rect' });
    }
  });
  const styleOf = name => styles.get(name) || { variable: 'muted', dash: [], mark: 'circle' };
  const colorOf = name => color(styleOf(name).variable);
  const faint = (hex, alpha) => hex + Math.round(alpha * 255).toString(16).padStart(2, '0');
  const variantsWith = has => data.variants.map(variant => variant.name).filter(has);

  function table({ head, rows, textColumns = [] }) {
    const body = element('tbody', {}, ...rows.map(row => element('tr', {}, ...row.map((cell, place) => {
      if (cell instanceof Node) return cell;
      const text = typeof cell === 'number' || cell === null ? number(cell) : String(cell);
      return place === 0 ? element('th', { scope: 'row' }, text)
        : element('td', { className: textColumns.includes(place) ? 'text' : '' }, text);
    }))));
    const top = element('thead', {}, element('tr', {}, ...head.map(title => element('th', { scope: 'col' }, title))));
    return element('div', { className: 'scroll', tabIndex: 0 }, element('table', {}, top, body));
  }

  function nameCell(variant) {
    const style = styleOf(variant);
    const swatch = element('span', { className: 'swatch' });
    swatch.style.borderTopColor = `var(--${style.variable})`;
    swatch.style.borderTopStyle = style.dash.length === 0 ? 'solid' : style.dash[0] < 5 ? 'dotted' : 'dashed';
    return element('th', { scope: 'row' }, swatch, variant);
  }

  function section(id, title, text) {
    const made = element('section', { id }, element('h2', {}, title));
    if (text) made.append(element('p', {}, text));
    main.append(made);
    return made;
  }

  const grid = (parent, kind = '') => parent.appendChild(element('div', { className: `plots ${kind}`.trim() }));
  const nothing = (parent, text) => parent.append(element('p', { className: 'none' }, text));

  /** A plot with the table behind it; both are made anew by refresh. */
  function plot(parent, { title, note, config, rows }) {
    const heading = element('h3', {});
    const remark = element('p', {});
    const canvas = element('canvas', { role: 'img' });
    const box = element('div', { className: 'canvas' }, canvas);
    const empty = element('p', { className: 'none', hidden: true }, 'No data: undefined in every segment, or nothing was counted.');
    const details = element('details', {}, element('summary', {}, 'Data'));
    parent.append(element('figure', {}, element('figcaption', {}, heading, remark), box, empty, details));
    let chart = null;
    let filled = false;
    const fill = () => {
      if (details.open && !filled) {
        details.append(table(rows()));
        filled = true;
      }
    };
    details.addEventListener('toggle', fill);
    const draw = () => {
      if (chart) chart.destroy();
      heading.textContent = typeof title === 'function' ? title() : title;
      remark.textContent = typeof note === 'function' ? note() : note || '';
      canvas.setAttribute('aria-label', `${heading.textContent}. The data is in the table below.`);
      const made = config();
      const points = made.data.datasets.some(set => !set.reference && set.data.some(value => value !== null));
      box.hidden = !points;
      empty.hidden = points;
      chart = points ? new Chart(canvas, made) : null;
    };
    const refresh = () => {
      draw();
      const old = details.querySelector('.scroll');
      if (old) old.remove();
      filled = false;
      fill();
    };
    plots.push(draw);
    draw();
    return refresh;
  }

  /** Vertical lines at marked instants. */
  const marksPlugin = {
    id: 'marks',
    beforeDatasetsDraw(chart, _, { marks }) {
      const { ctx, chartArea, scales } = chart;
      (marks || []).forEach(({ at, label }, place) => {
        const x = scales.x.getPixelForValue(at);
        if (!(x >= chartArea.left && x <= chartArea.right)) return;
        ctx.save();
        ctx.strokeStyle = color('muted');
        ctx.fillStyle = color('muted');
        ctx.setLineDash([3, 3]);
        ctx.beginPath();
        ctx.moveTo(x, chartArea.top);
        ctx.lineTo(x, chartArea.bottom);
        ctx.stroke();
        ctx.font = '11px system-ui, sans-serif';
        const right = x + ctx.measureText(label).width + 8 > chartArea.right;
        ctx.textAlign = right ? 'right' : 'left';
        ctx.fillText(label, right ? x - 5 : x + 5, chartArea.bottom - 8 - 14 * place);
        ctx.restore();
      });
    },
  };

  const axis = (title, more = {}) => ({
    title: { display: true, text: title, color: color('muted'), font: { size: 12 } },
    border: { color: color('line') },
    ...more,
    grid: { color: color('grid'), ...(more.grid || {}) },
    ticks: { color: color('muted'), maxRotation: 0, callback: tick, ...(more.ticks || {}) },
  });
  function named(value) {
    return this.getLabelForValue(value);
  }
  const scales = (x, y) => ({ x, y });
  const legend = () => ({
    position: 'top', align: 'start',
    labels: {
      color: color('text'), usePointStyle: true, pointStyle: 'line', pointStyleWidth: 26, boxHeight: 7, padding: 12,
      filter: (item, { datasets }) => !item.text.startsWith('~') && !datasets[item.datasetIndex].reference,
      generateLabels: chart => Chart.defaults.plugins.legend.labels.generateLabels(chart).map(item => ({
        ...item, lineDash: chart.data.datasets[item.datasetIndex].borderDash || [], lineWidth: 2,
      })),
    },
    onClick(_, item, legend) {
      const { chart } = legend;
      const show = !chart.isDatasetVisible(item.datasetIndex);
      chart.data.datasets.forEach((set, place) => {
        if (set.label === item.text || set.label === `~${item.text}`) chart.setDatasetVisibility(place, show);
      });
      chart.update();
    },
  });
  const options = (axes, more = {}) => ({
    animation: false,
    responsive: true,
    maintainAspectRatio: false,
    interaction: { mode: 'nearest', axis: 'x', intersect: false },
    ...more,
    scales: axes,
    plugins: {
      legend: legend(),
      ...(more.plugins || {}),
      tooltip: {
        backgroundColor: color('text'), titleColor: color('card'), bodyColor: color('card'), boxPadding: 4, usePointStyle: true,
        ...((more.plugins || {}).tooltip || {}),
      },
    },
  });
  const line = (label, points, tone, more = {}) => ({
    label, data: points, borderColor: tone, backgroundColor: tone, borderWidth: 2.2, pointRadius: 0, pointHitRadius: 8,
    pointStyle: 'line', tension: 0, spanGaps: true, ...more,
  });
  const variantLine = (variant, points, more = {}) =>
    line(variant, points, colorOf(variant), { borderDash: styleOf(variant).dash, ...more });
  const reference = (label, points) =>
    line(label, points, color('muted'), { reference: true, borderWidth: 1.2, borderDash: [3, 3], pointHitRadius: 0, order: 9 });

  // ---- Result -------------------------------------------------------------------------------------------------------------
  function result() {
    const made = section('result', 'Result',
      'Means over the segments of the stream in which a metric is defined, each segment with the same weight. '
      + (data.means.some(row => 'riAuc' in row.values) ? 'RI is the share of the way from pretrained to oracle, in percent.' : ''));
    const quantities = Object.keys(QUANTITIES).filter(quantity => data.means.some(row => row.quantity === quantity));
    if (quantities.length === 0) nothing(made, 'No segment was measured.');
    quantities.forEach(quantity => {
      const own = data.means.filter(row => row.quantity === quantity);
      const known = Object.keys(METRICS).filter(metric => own.some(row => metric in row.values));
      const metrics = known.filter(metric => own.some(row => typeof row.values[metric] === 'number'));
      const undefinedOnes = known.filter(metric => !metrics.includes(metric)).map(metric => METRICS[metric].name);
      const best = metric => {
        const { better } = METRICS[metric];
        const values = own.filter(row => row.role !== 'oracle').map(row => row.values[metric]).filter(value => typeof value === 'number');
        if (better === 0 || new Set(values.map(value => value.toFixed(4))).size < 2) return null;
        return better > 0 ? Math.max(...values) : Math.min(...values);
      };
      const rows = own.map(row => [nameCell(row.variant), ...metrics.map(metric => {
        const value = row.values[metric];
        const text = value === undefined || value === null ? '–' : metric.startsWith('ri') ? improvement(value) : value.toFixed(4);
        const bold = typeof value === 'number' && row.role !== 'oracle' && value === best(metric);
        return element('td', { className: bold ? 'best' : '' }, text);
      }), row.segments]);
      made.append(element('h3', {}, `${QUANTITIES[quantity]}: ${QUANTITY_MEANINGS[quantity]}`));
      const shown = table({ head: ['variant', ...metrics.map(metric => METRICS[metric].name), 'segments'], rows });
      shown.classList.add('whole');
      made.append(shown);
      if (undefinedOnes.length > 0) shown.after(element('p', { className: 'undefined' }, `Undefined in every segment: ${undefinedOnes.join(', ')}.`));
    });
  }

  /** Where oracle and pretrained hardly differ, it is large and means little. */
  function improvement(value) {
    return value > 999 ? '> 999' : value < -999 ? '< -999' : value.toFixed(1);
  }

  // ---- By segment ---------------------------------------------------------------------------------------------------------
  function choose(parent, legend, entries, chosen, onChange) {
    const name = `choice-${document.querySelectorAll('fieldset').length}`;
    const set = element('fieldset', {}, element('legend', {}, legend));
    entries.forEach(([value, text]) => {
      const input = element('input', { type: 'radio', name, value, checked: value === chosen });
      input.addEventListener('change', () => onChange(value));
      set.append(element('label', {}, input, element('span', {}, text)));
    });
    parent.append(set);
    return set;
  }

  const isDefined = values => values !== undefined && Object.values(values).some(row => row.some(value => value !== null));
  const metricsOf = quantity => Object.keys(METRICS).filter(metric => isDefined(data.segments.values[`${quantity}.${metric}`]));
  const measured = () => Object.keys(QUANTITIES).filter(quantity => metricsOf(quantity).length > 0);
  const series = (quantity, metric) => data.segments.values[`${quantity}.${metric}`] || {};
  const runningMean = values => {
    let count = 0;
    let total = 0;
    return values.map(value => {
      if (value !== null) { count++; total += value; }
      return count === 0 ? null : total / count;
    });
  };
  const points = (values, days = data.segments.days) =>
    days.map((day, place) => ({ x: day, y: values[place] })).filter(point => point.y !== null && point.y !== undefined);
  const dayAxis = () => axis('day of the input (start of the segment)', {
    type: 'linear', min: data.segments.days[0], max: data.segments.days[data.segments.days.length - 1],
  });
  // Twice too high is as wrong as twice too low.
  const WIDE_TICKS = [.001, .01, .1, .2, .5, 1, 2, 5, 10, 100, 1000];
  const CLOSE_TICKS = [.2, .3, .5, .7, 1, 1.4, 2, 3, 5];
  const CLOSEST_TICKS = [.6, .7, .8, .9, .95, 1, 1.05, 1.1, 1.2, 1.3, 1.4, 1.5];
  const ratioAxis = {
    type: 'logarithmic',
    afterBuildTicks: scale => {
      const spread = scale.max / scale.min;
      const ticks = spread > 6 ? WIDE_TICKS : spread > 1.6 ? CLOSE_TICKS : CLOSEST_TICKS;
      scale.ticks = ticks.filter(value => value >= scale.min && value <= scale.max).map(value => ({ value }));
    },
    ticks: { autoSkip: false },
  };
  const dayTitle = items => items.length ? `day ${number(items[0].parsed.x)}` : '';

  function segments() {
    const made = section('segments', 'Metric by segment',
      'Each mark is one segment, scored before the model trained on it; lines are the mean of all segments so far.');
    const quantities = measured();
    if (quantities.length === 0) return nothing(made, 'No segment was measured.');
    const state = { quantity: quantities[0], metric: metricsOf(quantities[0])[0] };
    const choosers = made.appendChild(element('div', { className: 'choosers' }));
    let refresh = () => {};
    const offer = () => {
      choosers.replaceChildren();
      choose(choosers, 'Quantity', quantities.map(quantity => [quantity, QUANTITIES[quantity]]), state.quantity, quantity => {
        state.quantity = quantity;
        if (!metricsOf(quantity).includes(state.metric)) state.metric = metricsOf(quantity)[0];
        offer();
        choosers.querySelector('input:checked').focus({ preventScroll: true });
        refresh();
      });
      choose(choosers, 'Metric', metricsOf(state.quantity).map(metric => [metric, METRICS[metric].name]), state.metric, metric => {
        state.metric = metric;
        refresh();
      });
    };
    offer();
    const own = () => series(state.quantity, state.metric);
    const variants = () => variantsWith(variant => variant in own());
    refresh = plot(grid(made, 'wide'), {
      title: () => `${METRICS[state.metric].name} of ${QUANTITIES[state.quantity]}`,
      note: () => `${QUANTITY_MEANINGS[state.quantity]}; `
        + ['closer to 1 is better', 'higher is better', 'lower is better'][(METRICS[state.metric].better + 3) % 3],
      config: () => ({
        type: 'line',
        data: {
          datasets: [
            ...variants().map(variant => variantLine(variant, points(runningMean(own()[variant])))),
            ...variants().map(variant => line(`~${variant}`, points(own()[variant]), faint(colorOf(variant), .45), {
              showLine: false, pointRadius: 2.6, pointStyle: styleOf(variant).mark, order: 5,
            })),
            ...(state.metric === 'pcoc' ? [reference('calibrated', points(data.segments.days.map(() => 1)))] : []),
          ],
        },
        options: options(scales(dayAxis(), axis(`${METRICS[state.metric].name} (${METRICS[state.metric].unit})`, state.metric === 'pcoc' ? ratioAxis : {})), {
          interaction: { mode: 'x', axis: 'x', intersect: false },
          plugins: { tooltip: {
            filter: item => !item.dataset.reference,
            callbacks: {
              title: dayTitle,
              label: item => ` ${item.dataset.label.replace('~', '')}${item.dataset.label.startsWith('~') ? '' : ', mean so far'}: ${number(item.parsed.y)}`,
            },
          } },
        }),
      }),
      rows: () => ({
        head: ['day', ...variants(), ...variants().map(variant => `${variant}, mean so far`)],
        rows: data.segments.days.map((day, place) => [number(day), ...variants().map(variant => own()[variant][place]),
          ...variants().map(variant => runningMean(own()[variant])[place])]),
      }),
    });
  }

  // ---- Calibration --------------------------------------------------------------------------------------------------------
  function calibration() {
    const made = section('calibration', 'Calibration',
      'Left: predicted over observed, by segment; 1 is calibrated, above 1 is too high. Right: predictions of the whole stream '
      + 'in bins, with what came of them; on the diagonal a prediction means what it says.');
    const quantities = measured().filter(quantity => quantity in data.reliability || metricsOf(quantity).includes('pcoc'));
    if (quantities.length === 0) return nothing(made, 'No segment was measured.');
    const state = { quantity: quantities[0] };
    const refreshing = [];
    choose(made.appendChild(element('div', { className: 'choosers' })), 'Quantity of calibration',
      quantities.map(quantity => [quantity, QUANTITIES[quantity]]), state.quantity, quantity => {
        state.quantity = quantity;
        refreshing.forEach(refresh => refresh());
      });
    const parent = grid(made);
    const pcoc = () => series(state.quantity, 'pcoc');
    const variants = () => variantsWith(variant => variant in pcoc());
    refreshing.push(plot(parent, {
      title: () => `PCOC of ${QUANTITIES[state.quantity]} by segment`,
      config: () => ({
        type: 'line',
        data: {
          datasets: [
            ...variants().map(variant => variantLine(variant, points(pcoc()[variant]), { borderWidth: 1.6 })),
            reference('calibrated', points(data.segments.days.map(() => 1))),
          ],
        },
        options: options(scales(dayAxis(), axis('PCOC (mean prediction / mean label)', ratioAxis)), {
          plugins: { tooltip: { filter: item => !item.dataset.reference, callbacks: { title: dayTitle } } },
        }),
      }),
      rows: () => ({
        head: ['day', ...variants()],
        rows: data.segments.days.map((day, place) => [number(day), ...variants().map(variant => pcoc()[variant][place])]),
      }),
    }));
    const curves = () => data.reliability[state.quantity] || {};
    const drawn = () => variantsWith(variant => variant in curves());
    refreshing.push(plot(parent, {
      title: () => `Reliability of ${QUANTITIES[state.quantity]}`,
      config: () => {
        const money = state.quantity === 'gmv';
        const every = drawn().flatMap(variant => curves()[variant]).flatMap(([, prediction, label]) => [prediction, label]);
        const visible = every.filter(value => !money || value > 0);
        const highest = Math.max(...visible);
        const lowest = money ? Math.min(...visible) : 0;
        const kind = money ? { type: 'logarithmic', min: lowest / 1.3, max: highest * 1.3, ticks: { maxTicksLimit: 6, autoSkip: true } }
          : { type: 'linear', min: 0, max: roundedUp(highest) };
        const ends = money ? [lowest / 1.3, highest * 1.3] : [0, roundedUp(highest)];
        return {
          type: 'line',
          data: {
            datasets: [
              ...drawn().map(variant => variantLine(variant, curves()[variant]
                .filter(([, prediction, label]) => !money || (prediction > 0 && label > 0))
                .map(([rows, prediction, label]) => ({ x: prediction, y: label, rows })), {
                borderWidth: 1.6, pointRadius: 3, pointStyle: styleOf(variant).mark,
              })),
              reference('calibrated', ends.map(end => ({ x: end, y: end }))),
            ],
          },
          options: options(scales(axis(money ? 'mean prediction (currency units)' : 'mean prediction (probability)', kind),
            axis(money ? 'mean value (currency units)' : 'share that happened', kind)), {
            interaction: { mode: 'nearest', axis: 'xy', intersect: false },
            plugins: { tooltip: {
              filter: item => !item.dataset.reference,
              callbacks: {
                title: items => items.length ? `mean prediction ${number(items[0].parsed.x)}` : '',
                label: item => ` ${item.dataset.label}: ${number(item.parsed.y)} over ${whole(item.raw.rows)} rows`,
              },
            } },
          }),
        };
      },
      rows: () => ({
        head: ['variant', 'rows', 'mean prediction', 'mean label'],
        rows: drawn().flatMap(variant => curves()[variant].map(bin => [variant, ...bin])),
      }),
    }));
  }

  // ---- Delays and label maturity --------------------------------------------------------------------------------------------
  const AGE_TICKS = [SECOND, 10 * SECOND, MINUTE, 10 * MINUTE, HOUR, 6 * HOUR, DAY, 3 * DAY, 7 * DAY, 30 * DAY, 90 * DAY];
  const cumulative = counts => {
    const total = sum(counts);
    let so = 0;
    return data.clicks.steps.map((_, place) => {
      so += counts[place];
      return total > 0 ? so / total : null;
    });
  };

  function agePlot(parent, { title, note, x, y, curves, marks }) {
    const drawn = curves.filter(curve => sum(curve.counts) > 0);
    plot(parent, {
      title, note,
      config: () => {
        const { steps } = data.clicks;
        const shares = drawn.map(curve => cumulative(curve.counts));
        const firstKnown = Math.min(...shares.map(own => own.findIndex(share => share > 0)).filter(place => place >= 0));
        const whenAll = Math.max(...shares.map(own => own.findIndex(share => share >= 1 - 1e-12)).map(place => place < 0 ? steps.length - 1 : place));
        const from = steps[Math.max(0, Number.isFinite(firstKnown) ? firstKnown - 1 : 0)];
        const to = steps[Math.max(0, whenAll)] || DAY;
        return {
          type: 'line',
          data: {
            datasets: drawn.map((curve, place) => line(curve.name, steps.map((step, at) => ({ x: step, y: shares[place][at] })),
              color(curve.variable), { pointRadius: 1.8, pointStyle: curve.mark, borderDash: curve.dash || [] })),
          },
          options: options(scales(
            axis(x, {
              type: 'logarithmic', min: from, max: to, ticks: { callback: age, autoSkip: true, autoSkipPadding: 12 },
              afterBuildTicks: scale => { scale.ticks = AGE_TICKS.filter(value => value >= from && value <= to).map(value => ({ value })); },
            }),
            axis(y, { min: 0, max: 1, ticks: { callback: value => `${Math.round(100 * value)} %` } })), {
            interaction: { mode: 'index', intersect: false },
            plugins: {
              marks: { marks },
              tooltip: { callbacks: { title: items => items.length ? `within ${age(items[0].parsed.x)}` : '', label: item => ` ${item.dataset.label}: ${percent(item.parsed.y)}` } },
            },
          }),
          plugins: [marksPlugin],
        };
      },
      rows: () => {
        const shares = drawn.map(curve => cumulative(curve.counts));
        const show = value => Number.isInteger(value) ? whole(value) : value.toFixed(2);
        return {
          head: ['within', ...drawn.flatMap(curve => [curve.name, `${curve.name}, share so far`])],
          rows: [...data.clicks.steps.map((step, at) => [age(step), ...drawn.flatMap((curve, place) => [show(curve.counts[at]), percent(shares[place][at])])]),
            ['longer', ...drawn.flatMap(curve => [show(curve.counts[data.clicks.steps.length]), percent(1)])]],
        };
      },
    });
  }

  function delays() {
    const { clicks } = data;
    const made = section('delays', 'How long it takes',
      clicks.covered === clicks.all ? `Over all ${whole(clicks.all)} clicks; the log covers their windows whole.`
        : `Over the ${whole(clicks.covered)} clicks whose windows the log covers whole, of ${whole(clicks.all)}; the others would make delays look shorter than they are.`);
    if (clicks.covered === 0) return nothing(made, 'The log is shorter than the windows: it covers no click whole.');
    const parent = grid(made);
    const purchase = { name: 'first purchase since the click', counts: clicks.purchaseDelay, variable: 'learner-0', mark: 'circle' };
    const refund = { name: 'refund since the purchase', counts: clicks.refundDelay, variable: 'learner-1', mark: 'triangle', dash: [6, 3] };
    agePlot(parent, {
      title: 'Delays of purchases and refunds', x: 'delay', y: 'share of all that come', curves: [purchase, refund],
      note: `${whole(sum(purchase.counts))} purchases, ${whole(sum(refund.counts))} refunds`,
      marks: clicks.observation === clicks.refundObservation ? [{ at: clicks.observation, label: 'observation' }]
        : [{ at: clicks.observation, label: 'observation' }, { at: clicks.refundObservation, label: 'of refunds' }],
    });
    agePlot(parent, {
      title: 'Label maturity: what is known by age', x: 'age of the click', y: 'share of what is final', marks: [],
      note: sum(clicks.gmvAge) > 0 ? `GMV counts purchases within ${age(clicks.gmvWindow)} of the click` : 'the purchases of this input have no value',
      curves: [
        { name: 'conversions', counts: clicks.purchaseDelay, variable: 'learner-0', mark: 'circle' },
        { name: 'refunds', counts: clicks.refundAge, variable: 'learner-1', mark: 'triangle', dash: [6, 3] },
        { name: 'GMV', counts: clicks.gmvAge, variable: 'learner-2', mark: 'rect', dash: [2, 2] },
      ],
    });
  }

  // ---- Hours ----------------------------------------------------------------------------------------------------------------
  function hours() {
    const { hours: own, clicks } = data;
    const made = section('hours', 'By hour of the day', `Hour of the click, ${own.zone}, over the same clicks.`);
    if (clicks.covered === 0) return nothing(made, 'The log is shorter than the windows: it covers no click whole.');
    const parent = grid(made, 'three');
    const bars = (title, unit, values, variable, columns, show) => plot(parent, {
      title,
      config: () => ({
        type: 'bar',
        data: { labels: own.clicks.map((_, hour) => hour), datasets: [{ label: title, data: values, backgroundColor: color(variable), borderRadius: 2, barPercentage: 1, categoryPercentage: .8 }] },
        options: options(scales(
          axis(`hour of the day (${own.zone})`, { type: 'category', grid: { display: false }, ticks: { callback: named, maxTicksLimit: 8 } }),
          axis(unit, { beginAtZero: true, ticks: { callback: show } })), {
          plugins: { legend: { display: false }, tooltip: { callbacks: { title: items => `${items[0].label}:00 to ${items[0].label}:59`, label: item => ` ${show(item.parsed.y)}` } } },
        }),
      }),
      rows: () => ({ head: ['hour', ...columns.map(([name]) => name), unit], rows: own.clicks.map((_, hour) => [String(hour), ...columns.map(([, counts]) => counts[hour]), values[hour] === null ? '–' : show(values[hour])]) }),
    });
    const share = value => percent(value);
    bars('Conversion rate', 'purchases per click', own.clicks.map((count, hour) => ratio(own.conversions[hour], count)), 'learner-0',
      [['clicks', own.clicks], ['conversions', own.conversions]], share);
    if (sum(own.refunds) > 0) {
      bars('Refund rate', 'refunds per purchase', own.conversions.map((count, hour) => ratio(own.refunds[hour], count)), 'learner-1',
        [['conversions', own.conversions], ['refunds', own.refunds], ['kept', own.conversions.map((count, hour) => count - own.refunds[hour])]], share);
    } else {
      nothing(parent, 'No refund in this input.');
    }
    if (sum(own.gmv) > 0) {
      bars('GMV per click', 'currency units', own.clicks.map((count, hour) => ratio(own.gmv[hour], count)), 'learner-2',
        [['clicks', own.clicks], ['GMV', own.gmv]], number);
    } else {
      nothing(parent, 'The purchases of this input have no value.');
    }
  }

  // ---- Throughput and checkpoints -------------------------------------------------------------------------------------------
  function throughput() {
    const made = section('throughput', 'Throughput',
      'By the CPU time of the task that hosts a variant. Rows are embedding rows of keyed state: what was read from and written to the '
      + 'backend, and how often memory had them.');
    const own = data.throughput;
    if (own.length === 0) nothing(made, 'No variant reported its cost.');
    else {
      const parent = grid(made);
      const height = { indexAxis: 'y', interaction: { mode: 'index', axis: 'y', intersect: false } };
      const names = own.map(row => row.variant);
      const head = ['variant', 'examples / CPU s', 'examples', 'training CPU s', 'other CPU s', 'rows', 'rows read', 'written', 'cache hits'];
      const rows = () => ({ head, rows: own.map(row => [nameCell(row.variant), row.examplesPerSecond === null ? '–' : whole(row.examplesPerSecond), row.samples, row.trainingSeconds.toFixed(2), row.otherSeconds.toFixed(2), row.rows, row.rowsRead, row.rowsWritten, row.rows === 0 ? '–' : percent(row.hitRate)]) });
      const categories = () => axis('', { type: 'category', title: { display: false }, grid: { display: false }, ticks: { callback: named, color: color('text') } });
      plot(parent, {
        title: 'Examples trained per CPU second',
        config: () => ({
          type: 'bar',
          data: { labels: names, datasets: [{ label: 'examples per CPU second', data: own.map(row => row.examplesPerSecond), backgroundColor: names.map(colorOf), borderRadius: 3, maxBarThickness: 30 }] },
          options: options(scales(axis('examples per CPU second', { beginAtZero: true }), categories()), { ...height, plugins: { legend: { display: false }, tooltip: { callbacks: { label: item => ` ${whole(item.parsed.x)} examples per CPU second` } } } }),
        }),
        rows,
      });
      plot(parent, {
        title: 'CPU time of a variant',
        config: () => ({
          type: 'bar',
          data: { labels: names, datasets: [
            { label: 'training', data: own.map(row => row.trainingSeconds), backgroundColor: color('learner-0'), pointStyle: 'rect', maxBarThickness: 30 },
            { label: 'scoring and the rest', data: own.map(row => row.otherSeconds), backgroundColor: color('learner-4'), pointStyle: 'rect', maxBarThickness: 30 },
          ] },
          options: options(scales(axis('CPU seconds', { beginAtZero: true, stacked: true }), { ...categories(), stacked: true }), { ...height, plugins: { legend: { ...legend(), labels: { ...legend().labels, pointStyle: 'rect', pointStyleWidth: 12 } } } }),
        }),
        rows,
      });
      const shown = table(rows());
      shown.classList.add('whole');
      shown.style.marginTop = '18px';
      made.append(shown);
    }
    checkpoints(made);
  }

  function checkpoints(made) {
    made.append(element('h2', {}, 'Checkpoints'));
    const taken = data.checkpoints.filter(checkpoint => checkpoint.completed);
    if (taken.length === 0) return nothing(made, 'No history: the run took no checkpoint, or its cluster did not tell of any.');
    const failed = data.checkpoints.length - taken.length;
    made.append(element('p', {}, `${whole(taken.length)} completed${failed ? `, ${whole(failed)} abandoned or failed` : ''}; `
      + `median ${number(median(taken.map(checkpoint => checkpoint.duration)))} ms, longest ${whole(Math.max(...taken.map(checkpoint => checkpoint.duration)))} ms.`));
    const parent = grid(made);
    const seconds = checkpoint => checkpoint.at / 1000;
    const rows = () => ({
      head: ['checkpoint', 'at (s)', 'duration (ms)', 'stored', 'all state', 'completed'],
      rows: data.checkpoints.map(checkpoint => [String(checkpoint.id), seconds(checkpoint).toFixed(1), checkpoint.duration, bytes(checkpoint.bytes), bytes(checkpoint.fullBytes), checkpoint.completed ? 'yes' : 'no']),
    });
    const over = (title, unit, curves, show, type) => plot(parent, {
      title,
      config: () => ({
        type: 'line',
        data: { datasets: curves.map(([name, value, variable, mark, dash]) => line(name, taken.map(checkpoint => ({ x: seconds(checkpoint), y: value(checkpoint) })), color(variable), { pointRadius: 3, pointStyle: mark, borderWidth: 1.5, borderDash: dash })) },
        options: options(scales(axis('seconds since the first checkpoint', { type: 'linear', min: 0 }), axis(unit, { beginAtZero: true, ticks: { callback: show } })), {
          plugins: { tooltip: { callbacks: { title: items => items.length ? `after ${number(items[0].parsed.x)} s` : '', label: item => ` ${item.dataset.label}: ${show(item.parsed.y)}` } } },
        }),
      }),
      rows,
    });
    over('Duration of each checkpoint', 'milliseconds', [['duration (ms)', checkpoint => checkpoint.duration, 'learner-0', 'circle', []]], tick);
    over('Size of each checkpoint', 'bytes', [['stored', checkpoint => checkpoint.bytes, 'learner-0', 'circle', []], ['all state', checkpoint => checkpoint.fullBytes, 'learner-2', 'triangle', [5, 3]]], bytes);
  }

  function median(values) {
    const sorted = [...values].sort((a, b) => a - b);
    const middle = Math.floor(sorted.length / 2);
    return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  // ---- The run --------------------------------------------------------------------------------------------------------------
  function run() {
    const made = section('run', 'The run', 'What was counted, exactly and whatever failed on the way, and the settings in force.');
    const pairs = made.appendChild(element('div', { className: 'pairs' }));
    data.counts.forEach(({ title, counts }) => pairs.append(element('div', {}, table({ head: [title, ''], rows: counts }))));
    const details = element('details', { open: false }, element('summary', {}, `All ${data.settings.length} settings`));
    details.append(table({ head: ['setting', 'value', 'what it is'], rows: data.settings, textColumns: [2] }));
    made.append(details);
  }

  Chart.defaults.font.family = 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif';
  result();
  segments();
  calibration();
  delays();
  hours();
  throughput();
  run();
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => plots.forEach(draw => draw()));
  document.documentElement.dataset.plots = String(plots.length);
})();
