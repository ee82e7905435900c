import { expect } from "chai";
import fc from "fast-check";
import { concatBytes, decodeHex, encodeHex, encodeUint64, encodeUtf8 } from "./bytes.ts";

describe("bytes", () => {
  it("come back from hexadecimal as they went in", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(decodeHex(encodeHex(bytes))).to.deep.equal(bytes);
        expect(encodeHex(bytes)).to.equal(Buffer.from(bytes).toString("hex"));
      }),
    );
  });

  it("do not come from half a digit or a foreign character", () => {
    for (const text of ["a", "0g", "0x00", " 00"]) expect(() => decodeHex(text)).to.throw();
  });

  it("of a text are its UTF-8", () => {
    expect(encodeHex(encodeUtf8("Orquídea €🏁"))).to.equal(
      Buffer.from("Orquídea €🏁", "utf8").toString("hex"),
    );
  });

  it("of a lone surrogate do not exist", () => {
    for (const text of ["\ud800", "a\udc00b"]) {
      expect(() => encodeUtf8(text)).to.throw(RangeError);
    }
  });

  it("of an unsigned integer are eight, most significant first", () => {
    for (const value of [0, 1, 255, 256, 2 ** 32, Number.MAX_SAFE_INTEGER]) {
      const expected = Buffer.alloc(8);
      expected.writeBigUInt64BE(BigInt(value));
      expect(encodeHex(encodeUint64(value))).to.equal(expected.toString("hex"));
    }
  });

  it("of a negative, broken or too large number do not exist", () => {
    for (const value of [-1, 0.5, 2 ** 53, Number.NaN]) {
      expect(() => encodeUint64(value)).to.throw(RangeError);
    }
  });

  it("are joined in order", () => {
    const joined = concatBytes(new Uint8Array([1]), new Uint8Array(), new Uint8Array([2, 3]));
    expect(joined).to.deep.equal(new Uint8Array([1, 2, 3]));
  });
});
