import { expect } from "chai";
import fc from "fast-check";
import { drawLobbyCode } from "./lobby-code.ts";
import { lobbyCodeSchema } from "./player-api.ts";

describe("a lobby code", () => {
  it("is four capitals without vowels and look-alikes", () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat()), (stream) => {
        const code = drawLobbyCode((n) => (stream.next().value ?? 0) % n);
        expect(code).to.match(/^[BCDFGHJKMNPRTWXZ]{4}$/);
        expect(lobbyCodeSchema.parse(` ${code.toLowerCase()} `)).to.equal(code);
      }),
    );
  });

  it("draws each letter of each place by itself", () => {
    const draws = [0, 1, 2, 15].values();
    expect(drawLobbyCode(() => draws.next().value ?? 0)).to.equal("BCDZ");
  });
});
