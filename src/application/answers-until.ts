const nothing = (): void => undefined;

/**
 * Waits for one answer after the other, and once `over` has settled for each no longer than for `lastLook`: undefined then. In
 * the place of `Promise.race`, which leaves a listener for each at a promise that settles late, and with it the answer.
 */
export const answersUntil = (
  over: Promise<unknown>,
  lastLook: () => Promise<unknown>,
): (<T>(answer: Promise<T>) => Promise<T | undefined>) => {
  let isOver = false;
  let hurry = nothing;
  const end = (): void => {
    isOver = true;
    hurry();
  };
  over.then(end, end);
  return <T>(answer: Promise<T>) =>
    new Promise<T | undefined>((resolve, reject) => {
      answer.then(resolve, reject);
      const giveUp = (): void => resolve(undefined);
      hurry = () => void lastLook().then(giveUp, giveUp);
      if (isOver) hurry();
    }).finally(() => {
      hurry = nothing;
    });
};
