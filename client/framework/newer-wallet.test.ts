import { expect } from "chai";
import fc from "fast-check";
import { newerWallet } from "./newer-wallet.ts";

describe("newerWallet", () => {
  it("keeps the highest version heard, in whatever order the replies arrive", () => {
    const wallets = fc.array(fc.record({ version: fc.nat(), available: fc.string() }), {
      minLength: 1,
    });
    fc.assert(
      fc.property(wallets, (heard) => {
        let shown: { version: number; available: string } | undefined;
        for (const wallet of heard) shown = newerWallet(shown, wallet);
        expect(shown?.version).to.equal(Math.max(...heard.map(({ version }) => version)));
      }),
    );
  });

  it("lets a replayed reply change nothing", () => {
    const shown = { version: 7, available: "950" };
    expect(newerWallet(shown, { version: 7, available: "1000" })).to.equal(shown);
    expect(newerWallet(shown, { version: 6, available: "1000" })).to.equal(shown);
  });
});
