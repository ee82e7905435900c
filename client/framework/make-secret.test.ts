import { expect } from "chai";
import { makeSecret } from "./make-secret.ts";

describe("makeSecret", () => {
  it("makes 32 URL-safe characters that never repeat", () => {
    const secrets = new Set(Array.from({ length: 1_000 }, makeSecret));
    expect(secrets.size).to.equal(1_000);
    for (const secret of secrets) expect(secret).to.match(/^[A-Za-z0-9_-]{32}$/);
  });
});
