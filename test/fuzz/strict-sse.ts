import { STATUSES } from '../../src/domain/search/message.ts';

export interface StrictEvent {
  readonly id: string | undefined;
  readonly event: string;
  readonly data: string;
}

const NAMES: readonly string[] = [...STATUSES, 'reset', 'fault'];
const FRAME = /^(?:id: (?<id>\d+-\d+)\n)?event: (?<event>[a-z]+)\ndata: (?<data>\{[^\r\n]*\})$/;
const OTHERS = /^(?:: ?[a-z, ]*|retry: \d+)$/;

/** The events of a whole response, which is made of frames as the contract has them and of nothing else. */
export const strictEvents = (text: string): readonly StrictEvent[] => {
  if (!text.endsWith('\n\n')) throw new Error('the last frame is not whole');
  return text
    .slice(0, -2)
    .split('\n\n')
    .flatMap((frame) => {
      if (OTHERS.test(frame)) return [];
      const { id, event = '', data = '' } = FRAME.exec(frame)?.groups ?? {};
      if (!NAMES.includes(event)) throw new Error(`no frame: ${JSON.stringify(frame)}`);
      JSON.parse(data);
      return [{ id, event, data }];
    });
};
