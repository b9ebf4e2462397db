import { marksOf } from './error-marks.ts';

/** Why an address cannot be listened on, in a sentence; undefined where that is not what went wrong. */
export const whyNotListening = (
  error: unknown,
  { setting, host, port }: { readonly setting: string; readonly host: string; readonly port: number },
): string | undefined => {
  switch (marksOf(error).code) {
    case 'EADDRINUSE':
      return `${setting} ${port} is in use on ${host}: stop what listens there, or choose another port`;
    case 'EACCES':
      return `${setting} ${port} is not allowed to this user: choose one above 1023`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `HOST is "${host}", which is no address of this machine: expected one, like 127.0.0.1 or 0.0.0.0`;
    default:
      return undefined;
  }
};
