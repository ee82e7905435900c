import { expect } from "chai";
import jwt from "jsonwebtoken";
import { startSystemClock } from "#server/framework/clock.ts";
import { createTokens } from "./tokens.ts";

const secret = "a secret of thirty-two bytes or more";
const player = { role: "player", playerId: "p1", name: "Ana", roomKey: "key-1" } as const;

describe("a token", () => {
  let now = 1_700_000_000_000;
  const clock = { ...startSystemClock(), now: () => now };
  const tokens = createTokens({ secret, clock });

  it("says who its bearer is", () => {
    expect(tokens.verify(tokens.sign(player))).to.deep.equal({ ok: true, value: player });
    expect(tokens.verify(tokens.sign({ role: "host" }))).to.deep.equal({
      ok: true,
      value: { role: "host" },
    });
  });

  it("lasts twelve hours", () => {
    const token = tokens.sign(player);
    now += 12 * 3_600_000 - 1_000;
    expect(tokens.verify(token).ok).to.equal(true);
    now += 1_000;
    expect(tokens.verify(token)).to.deep.equal({ ok: false, refusal: { code: "token_expired" } });
  });

  const claims = { role: "player", sub: "p1", lobby: "key-1", iss: "grandstand" };
  const [header, , signature] = tokens.sign(player).split(".");
  const forged: [string, string | undefined][] = [
    ["missing", undefined],
    ["empty", ""],
    ["no JWT", "abc"],
    [
      "signed by another",
      jwt.sign(claims, "another secret of thirty-two bytes", { expiresIn: 60 }),
    ],
    ["not signed", jwt.sign(claims, null, { algorithm: "none" })],
    [
      "signed by another algorithm",
      jwt.sign(claims, secret, { algorithm: "HS512", expiresIn: 60 }),
    ],
    ["of another issuer", jwt.sign({ ...claims, iss: "other" }, secret, { expiresIn: 60 })],
    ["of a role that does not exist", jwt.sign({ ...claims, role: "root" }, secret)],
    ["a player's without a player", jwt.sign({ role: "player", iss: "grandstand" }, secret)],
    [
      "of changed claims",
      `${header}.${Buffer.from(JSON.stringify({ role: "host", iss: "grandstand" })).toString("base64url")}.${signature}`,
    ],
  ];
  for (const [what, token] of forged) {
    it(`is refused when it is ${what}`, () => {
      expect(tokens.verify(token)).to.deep.equal({ ok: false, refusal: { code: "unauthorized" } });
    });
  }
});
