/** Evenly strewn numbers from 0 to below 1, the same in every run: where stars and windows are. Decides nothing. */
export function scatter(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}
