/** Whether `npm run test:faults` runs this: every fault in its long version. */
const isLong = process.env.GRANDSTAND_FAULTS === "long";

/** How much of a fault there is: the first in `npm test`, the second in `npm run test:faults`. */
export function atScale<Value>(short: Value, long: Value): Value {
  return isLong ? long : short;
}
