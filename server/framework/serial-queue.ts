/** Runs tasks one after another in the order they came; one that fails does not stop the next. */
export interface SerialQueue {
  run<Value>(task: () => Promise<Value>): Promise<Value>;
  /** Settles when everything queued so far has ended. */
  idle(): Promise<void>;
}

export function createSerialQueue(): SerialQueue {
  let tail: Promise<unknown> = Promise.resolve();
  return {
    run(task) {
      const result = tail.then(task);
      tail = result.then(ignore, ignore);
      return result;
    },
    idle: () => tail.then(ignore),
  };
}

/** The caller of `run` gets the error; the queue only waits for the end. */
function ignore(): void {}
