// Told to the frame's parent: what went wrong, how wide the page is, and what became of every plot, choice and table.
addEventListener('load', () => setTimeout(async () => {
  const later = () => new Promise(done => setTimeout(done, 100));
  const drawn = canvas => {
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    return data.some((value, place) => place % 4 === 3 && value > 0);
  };
  const state = () => [...document.querySelectorAll('figure')].map(figure => {
    const canvas = figure.querySelector('canvas');
    const title = figure.querySelector('h3').textContent;
    if (canvas.closest('.canvas').hidden) return { title, state: figure.querySelector('.none').hidden ? 'missing' : 'empty' };
    return { title, state: drawn(canvas) ? 'drawn' : 'blank' };
  });
  const wide = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
  const plots = state();
  const overflow = [wide()];
  document.querySelectorAll('details').forEach(details => { details.open = true; });
  await later();
  const tables = [...document.querySelectorAll('figure table')].map(table => table.tBodies[0].rows.length);
  overflow.push(wide());
  const chosen = [];
  const names = () => [...document.querySelectorAll('fieldset')].map(set => set.querySelector('legend').textContent);
  for (const name of names()) {
    const set = () => [...document.querySelectorAll('fieldset')].find(one => one.querySelector('legend').textContent === name);
    for (let place = 0; place < set().querySelectorAll('input').length; place++) {
      set().querySelectorAll('input')[place].click();
      await later();
      chosen.push(`${name} ${set().querySelectorAll('input')[place].value}: ${state().map(plot => plot.state).join(' ')}`);
      overflow.push(wide());
    }
  }
  parent.postMessage({
    wrong: window.wrong,
    overflow: Math.max(...overflow),
    plots,
    plotsOfScript: Number(document.documentElement.dataset.plots),
    tables,
    chosen,
    background: getComputedStyle(document.body).backgroundColor,
    text: document.body.innerText,
    title: document.title,
    scripts: document.scripts.length,
  }, '*');
}, 300));
