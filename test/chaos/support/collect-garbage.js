import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Loaded into a program whose heap is measured: what it shows is then what is in use. */
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
setInterval(() => collect(), 2_000).unref();
