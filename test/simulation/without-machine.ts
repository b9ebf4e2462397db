/** Of what a machine has, nothing that differs from run to run. */
const withoutNow = (real: DateConstructor): DateConstructor =>
  new Proxy(real, {
    construct: (target, args, newTarget): object => {
      if (args.length === 0) throw new Error('the time was read');
      return Reflect.construct(target, args, newTarget);
    },
    get: (target, name): unknown =>
      name === 'now' ? refuse('the time was read') : Reflect.get(target, name),
  });

const refuse = (why: string) => (): never => {
  throw new Error(why);
};

/** Runs something that finds no time, no timers and no chance but those it brings along. */
export const withoutMachine = async <T>(act: () => Promise<T>): Promise<T> => {
  const { Date: RealDate, setTimeout: wait, setInterval: repeat } = globalThis;
  const { random } = Math;
  const now = Object.getOwnPropertyDescriptor(performance, 'now');
  const stub = refuse('a timer was set');
  Object.assign(globalThis, { Date: withoutNow(RealDate), setTimeout: stub, setInterval: stub });
  Math.random = refuse('dice were thrown');
  Object.defineProperty(performance, 'now', { value: refuse('the time was read'), configurable: true });
  try {
    return await act();
  } finally {
    Object.assign(globalThis, { Date: RealDate, setTimeout: wait, setInterval: repeat });
    Math.random = random;
    if (now === undefined) Reflect.deleteProperty(performance, 'now');
    else Object.defineProperty(performance, 'now', now);
  }
};
