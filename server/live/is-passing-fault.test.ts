import { expect } from "chai";
import { isPassingFault } from "./is-passing-fault.ts";

const failing = (code: string, more: object = {}) =>
  Object.assign(new Error("it failed"), { code, ...more });

describe("a fault while live events are recorded", () => {
  const passing: [string, Error][] = [
    ["a refused password", failing("28P01")],
    ["a missing database", failing("3D000")],
    ["a missing right", failing("42501")],
    ["a missing table", failing("42P01")],
    ["a full disk", failing("53100")],
    ["a broken table", failing("XX001")],
    ["a deadlock", failing("40P01")],
    ["an address that can't be used", failing("EADDRNOTAVAIL", { syscall: "connect" })],
    ["an answer that never came", new Error("Query read timeout")],
    ["any of them as the cause", new Error("no", { cause: failing("28P01") })],
  ];
  for (const [what, error] of passing) {
    it(`passes when it is ${what}`, () => {
      expect(isPassingFault(error)).to.equal(true);
    });
  }

  const lasting: [string, Error][] = [
    ["a number too large", failing("22003")],
    ["a byte no text holds", failing("22021")],
    ["a broken constraint", failing("23514")],
    ["two rows where one may be", failing("21000")],
    ["a bug of a consumer", new TypeError("cannot read properties of undefined")],
  ];
  for (const [what, error] of lasting) {
    it(`is the event's own when it is ${what}`, () => {
      expect(isPassingFault(error)).to.equal(false);
    });
  }
});
