// Preloaded into a server (`NODE_OPTIONS=--import …`): its wall clock jumps as a wrong one does when it
// is set. `DATE_STARTS_OFF_MS` is how wrong it is at first; each SIGUSR2 takes it an hour on, an hour
// before, and back.

const HOUR_MS = 3_600_000;
const jumps = [HOUR_MS, -HOUR_MS, 0];
let offMs = Number(process.env.DATE_STARTS_OFF_MS ?? 0);
let made = 0;

const RealDate = Date;
class JumpingDate extends RealDate {
  static override now(): number {
    return RealDate.now() + offMs;
  }

  constructor(...args: [] | [value: string | number]) {
    if (args.length === 0) super(JumpingDate.now());
    else super(...args);
  }
}
globalThis.Date = JumpingDate as DateConstructor;

process.on("SIGUSR2", () => {
  offMs = jumps[made % jumps.length] as number;
  made += 1;
  console.log(`jumped to ${offMs}`);
});
