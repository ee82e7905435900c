import { expect } from "chai";
import fc from "fast-check";
import { createMotionBuffer } from "./motion-buffer.ts";

const buffer = () => createMotionBuffer({ runnersMax: 4, samplesMax: 8, stepMm: 25 });

describe("the motion buffer", () => {
  it("moves a runner evenly between two samples", () => {
    const motion = buffer();
    motion.push(0, [0, 40]);
    motion.push(50, [40, 80]);
    const metres = new Float32Array(4);
    expect(motion.sample(25, metres)).to.equal(2);
    expect(Array.from(metres.slice(0, 2))).to.deep.equal([0.5, 1.5]);
  });

  it("goes on for half a tick past the newest sample, and no further", () => {
    const motion = buffer();
    motion.push(0, [0]);
    motion.push(50, [40]);
    const metres = new Float32Array(4);
    motion.sample(75, metres);
    expect(metres[0]).to.equal(1.5);
    motion.sample(5_000, metres);
    expect(metres[0]).to.equal(1.5);
    expect(motion.extrapolatedCount).to.equal(2);
  });

  it("lets runners roll out once the race is over", () => {
    const motion = buffer();
    motion.push(0, [0]);
    motion.push(50, [60]);
    const metres = new Float32Array(4);
    motion.sample(60_000, metres, 1_000);
    expect(metres[0]).to.be.closeTo(1.5 + 30, 0.001);
  });

  it("stands at the oldest sample before it", () => {
    const motion = buffer();
    motion.push(100, [40]);
    motion.push(150, [80]);
    const metres = new Float32Array(4);
    motion.sample(0, metres);
    expect(metres[0]).to.equal(1);
  });

  it("shows a single sample as it is", () => {
    const motion = buffer();
    motion.push(100, [40]);
    const metres = new Float32Array(4);
    motion.sample(100, metres);
    expect(metres[0]).to.equal(1);
  });

  it("drops a sample older than the newest and replaces one of the same time", () => {
    const motion = buffer();
    motion.push(50, [40]);
    motion.push(0, [400]);
    motion.push(50, [80]);
    const metres = new Float32Array(4);
    motion.sample(50, metres);
    expect(metres[0]).to.equal(2);
    expect(motion.newestMs).to.equal(50);
  });

  it("knows no runner before the first sample and after a reset", () => {
    const motion = buffer();
    expect(motion.sample(0, new Float32Array(4))).to.equal(0);
    motion.push(0, [1]);
    motion.reset();
    expect(motion.sample(0, new Float32Array(4))).to.equal(0);
    expect(motion.newestMs).to.equal(undefined);
  });

  it("never lets a runner go back while its samples go forward", () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(60), { minLength: 2, maxLength: 30 }),
        fc.array(fc.nat(80), { maxLength: 40 }),
        (strides, waits) => {
          const motion = buffer();
          const metres = new Float32Array(4);
          let steps = 0;
          for (const [index, stride] of strides.entries()) {
            steps += stride;
            motion.push(index * 50, [steps]);
          }
          let timeMs = (strides.length - 8) * 50;
          let last = 0;
          for (const wait of waits) {
            timeMs += wait;
            motion.sample(timeMs, metres);
            expect(metres[0]).to.be.at.least(last);
            last = metres[0]!;
          }
        },
      ),
    );
  });
});
