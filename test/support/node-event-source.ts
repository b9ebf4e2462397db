import { once } from 'node:events';
import { EventSource } from 'eventsource';
import { EVENT_NAMES, type EventName, type OpenEventSourceAt } from './open-event-source.ts';

/** That of the package `eventsource`. */
export const nodeEventSource: OpenEventSourceAt = async (origin, path) => {
  const answers: number[] = [];
  const given: string[] = [];
  const names = new Set<EventName>();
  const source = new EventSource(`${origin}${path}`, {
    fetch: async (url, init) => {
      const response = await fetch(url, init);
      answers.push(response.status);
      return response;
    },
  });
  for (const name of EVENT_NAMES) {
    source.addEventListener(name, ({ lastEventId, data }) => {
      given.push(`${lastEventId} ${name} ${String(data)}`);
      names.add(name);
    });
  }
  return {
    answers,
    given: async (name) => {
      if (!names.has(name)) await once(source, name);
    },
    stopped: async () => {
      while (source.readyState !== source.CLOSED) await once(source, 'error');
      return given;
    },
    [Symbol.asyncDispose]: async () => source.close(),
  };
};
