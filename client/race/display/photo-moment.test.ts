import { expect } from "chai";
import { createPhotoMoment, PHOTO_HOLD_MS } from "./photo-moment.ts";

const close = { raceId: 1, isPhotoFinish: true, winnerMs: 30_000 };

describe("the photo moment", () => {
  it("stands still at the winner's time, for a while", () => {
    const moment = createPhotoMoment();
    expect(moment.frozenAtMs({ ...close, playedMs: 29_999, localNowMs: 0 })).to.equal(undefined);
    expect(moment.frozenAtMs({ ...close, playedMs: 30_010, localNowMs: 11 })).to.equal(30_000);
    const lastMs = 11 + PHOTO_HOLD_MS - 1;
    expect(moment.frozenAtMs({ ...close, playedMs: 34_000, localNowMs: lastMs })).to.equal(30_000);
    const after = { ...close, playedMs: 34_500, localNowMs: lastMs + 1 };
    expect(moment.frozenAtMs(after)).to.equal(undefined);
  });

  it("comes once a race", () => {
    const moment = createPhotoMoment();
    moment.frozenAtMs({ ...close, playedMs: 29_990, localNowMs: 0 });
    moment.frozenAtMs({ ...close, playedMs: 30_000, localNowMs: 10 });
    const later = { ...close, playedMs: 30_000, localNowMs: 60_000 };
    expect(moment.frozenAtMs(later)).to.equal(undefined);
    const next = { ...later, raceId: 2 };
    moment.frozenAtMs({ ...next, playedMs: 29_990 });
    expect(moment.frozenAtMs(next)).to.equal(30_000);
  });

  it("never comes in a clear win", () => {
    const clear = { ...close, isPhotoFinish: false };
    const moment = createPhotoMoment();
    expect(moment.frozenAtMs({ ...clear, playedMs: 31_000, localNowMs: 0 })).to.equal(undefined);
  });

  it("comes late where frames are slow, but not once the moment is forgotten", () => {
    for (const [lateMs, still] of [
      [2_000, 30_000],
      [3_000, undefined],
    ] as const) {
      const moment = createPhotoMoment();
      moment.frozenAtMs({ ...close, winnerMs: 0, playedMs: 29_000, localNowMs: 0 });
      const late = { ...close, playedMs: 30_000 + lateMs, localNowMs: 3_000 };
      expect(moment.frozenAtMs(late)).to.equal(still);
    }
  });

  it("is left out on a page that was opened after the finish", () => {
    const moment = createPhotoMoment();
    const late = { ...close, playedMs: 30_400, localNowMs: 0 };
    expect(moment.frozenAtMs(late)).to.equal(undefined);
    expect(moment.frozenAtMs({ ...late, localNowMs: 100 })).to.equal(undefined);
  });
});
