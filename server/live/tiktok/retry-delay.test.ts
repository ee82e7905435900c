import { expect } from "chai";
import { sourceFaults } from "#common/live/source-status.ts";
import { retryDelayMs } from "./retry-delay.ts";

describe("retryDelayMs", () => {
  it("adds at most a quarter, and no more than 15 seconds, by chance", () => {
    expect(retryDelayMs({ fault: "network" }, 1, 0)).to.equal(1_000);
    expect(retryDelayMs({ fault: "network" }, 1, 0.999)).to.equal(1_250);
    expect(retryDelayMs({ fault: "sign_refused" }, 1, 0.999)).to.equal(614_985);
  });

  it("never comes back before it is asked to, nor later than an hour for that", () => {
    expect(retryDelayMs({ fault: "rate_limit", retryAfterMs: 1 }, 1, 0)).to.equal(30_000);
    expect(retryDelayMs({ fault: "rate_limit", retryAfterMs: 90_500 }, 1, 0)).to.equal(90_500);
    expect(retryDelayMs({ fault: "rate_limit", retryAfterMs: 1e12 }, 1, 0)).to.equal(3_600_000);
  });

  it("stays finite after any number of failures", () => {
    expect(retryDelayMs({ fault: "network" }, 10_000, 0)).to.equal(60_000);
  });

  it("tries again after everything that can mend by itself", () => {
    const hopeless = sourceFaults.filter((fault) => retryDelayMs({ fault }, 1, 0) === undefined);
    expect(hopeless).to.deep.equal(["unknown_user", "library_missing", "recording_unreadable"]);
  });
});
