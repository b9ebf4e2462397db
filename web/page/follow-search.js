const MESSAGES = ['requested', 'processing', 'result', 'completed'];

/** What a traveller can do about it, where the title does not say. */
const DETAILS = {
  unauthorized: () => 'This server takes searches from holders of an API key, and this page has none.',
  rate_limited: (seconds) => `Too many searches were requested from here. Try again in ${seconds} seconds.`,
};

/** What a response says went wrong, whether or not it is a problem document. */
export const readProblem = async (response) => {
  const fallback = { code: 'unknown', title: `The server answered ${response.status}.` };
  try {
    const problem = await response.json();
    const detail = DETAILS[problem.code]?.(response.headers.get('retry-after'));
    return { ...fallback, ...problem, ...(detail !== undefined && { detail }) };
  } catch {
    return fallback;
  }
};

/** An EventSource does not tell why it was refused. */
const askWhy = async (path) => {
  try {
    const response = await fetch(path, { headers: { accept: 'application/json' } });
    if (!response.ok) return await readProblem(response);
  } catch {
    // The refusal below says as much.
  }
  return { code: 'refused', title: 'The server refuses to stream this search.' };
};

const parse = (event) => {
  try {
    return JSON.parse(event.data);
  } catch {
    return {};
  }
};

/**
 * Follows a search until the server lets go of it. The browser reconnects by itself, with the position of the last entry,
 * and behind `completed` too: there it is answered 204, which ends the matter without closing anything here.
 */
export const followSearch = (id, { onMessage, onReset, onFault, onConnection, hasEnded, onLost }) => {
  const path = `/v1/searches/${encodeURIComponent(id)}`;
  const source = new EventSource(`${path}/events`);
  let following = true;

  for (const status of MESSAGES) {
    source.addEventListener(status, (event) => onMessage(status, parse(event), event));
  }
  source.addEventListener('reset', (event) => onReset(event));
  source.addEventListener('fault', (event) => onFault(parse(event), event));
  source.addEventListener('open', () => onConnection('open'));
  source.addEventListener('error', async () => {
    if (source.readyState !== EventSource.CLOSED) {
      if (!hasEnded()) onConnection('lost');
      return;
    }
    onConnection('closed');
    if (hasEnded()) return;
    const problem = await askWhy(path);
    if (following) onLost(problem);
  });

  return () => {
    following = false;
    source.close();
  };
};
