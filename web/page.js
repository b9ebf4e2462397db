import { followSearch, readProblem } from './page/follow-search.js';
import { fillForm, readForm, setDates, showProblem } from './page/search-form.js';
import { emptySearch, foldMessage } from './page/search-state.js';
import { logEvent, showConnection, showNothing, showSearch, showStopFault } from './page/search-view.js';

const form = document.getElementById('search-form');
const submit = document.getElementById('submit');
const stop = document.getElementById('stop');

/** The search that the page shows: its id, and how to stop following it. */
let shown;

const show = (id) => {
  shown?.unfollow();
  let search = emptySearch();
  let trouble;
  let frame;
  // Many entries may arrive in one frame of the screen; they are drawn once.
  const draw = () => {
    frame ??= requestAnimationFrame(() => {
      frame = undefined;
      showSearch(search, trouble);
    });
  };
  showNothing();
  const unfollow = followSearch(id, {
    onMessage: (status, payload, event) => {
      logEvent(event);
      trouble = undefined;
      search = foldMessage(search, status, payload);
      if (status === 'requested' && payload.criteria) fillForm(form, payload.criteria);
      draw();
    },
    onReset: (event) => {
      logEvent(event);
      trouble = undefined;
      search = emptySearch();
      draw();
    },
    onFault: (fault, event) => {
      logEvent(event);
      trouble = { code: fault.code };
      draw();
    },
    onLost: (problem) => {
      trouble = { code: problem.code, text: problem.detail ?? problem.title };
      draw();
    },
    onConnection: showConnection,
    hasEnded: () => search.outcome !== undefined,
  });
  shown = {
    id,
    unfollow: () => {
      cancelAnimationFrame(frame);
      unfollow();
    },
  };
};

const showFromAddress = () => {
  const id = new URLSearchParams(location.search).get('search');
  if (id !== null && id !== '') return show(id);
  shown?.unfollow();
  shown = undefined;
  document.getElementById('search').hidden = true;
};

const requestSearch = async () => {
  showProblem(form, undefined);
  submit.disabled = true;
  try {
    const response = await fetch('/v1/searches', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(readForm(form)),
    });
    if (!response.ok) return showProblem(form, await readProblem(response));
    const { search_id: id } = await response.json();
    history.pushState(undefined, '', `?search=${encodeURIComponent(id)}`);
    show(id);
  } catch {
    showProblem(form, { title: 'The server cannot be reached.' });
  } finally {
    submit.disabled = false;
  }
};

const cancelSearch = async () => {
  const { id } = shown;
  // What is over by now, or no longer shown, needs no stopping.
  const showFault = (text) => {
    if (shown?.id === id && !stop.hidden) showStopFault(text);
  };
  stop.disabled = true;
  showStopFault('');
  try {
    const response = await fetch(`/v1/searches/${encodeURIComponent(id)}`, { method: 'DELETE' });
    if (!response.ok) {
      const { title, detail = title } = await readProblem(response);
      showFault(`Not stopped: ${detail}`);
    }
  } catch {
    showFault('Not stopped: the server cannot be reached.');
  } finally {
    stop.disabled = false;
  }
};

form.addEventListener('submit', (event) => {
  event.preventDefault();
  void requestSearch();
});
stop.addEventListener('click', () => void cancelSearch());
addEventListener('popstate', showFromAddress);
setDates(form);
showFromAddress();
