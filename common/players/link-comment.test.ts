import { expect } from "chai";
import { drawLinkCode } from "./link-code.ts";
import { readLinkComment } from "./link-comment.ts";

describe("a comment about a link", () => {
  const codes = [
    "link BCD347",
    "LINK bcd347",
    "  Link   #bcd347 ",
    "#link BCD347",
    "link: BCD 347",
    "link#BCD347",
    "link bcd-347!",
    "link b c d 3 4 7",
    "ｌｉｎｋ ＢＣＤ３４７",
    "link\u00a0BCD347",
  ];
  for (const text of codes) {
    it(`brings a code: ${text}`, () => {
      expect(readLinkComment(text)).to.deep.equal({ kind: "link", code: "BCD347" });
    });
  }

  for (const text of ["unlink", " UNLINK ", "#unlink", "Unlink!", "unlink."]) {
    it(`takes the link back: ${text}`, () => {
      expect(readLinkComment(text)).to.deep.equal({ kind: "unlink" });
    });
  }

  const others = [
    "",
    "link",
    "linkBCD347",
    "link in bio",
    "link BCD34",
    "link BCD3477",
    "my link BCD347",
    "link BCD347 please",
    "unlink BCD347",
    "please unlink me",
    "blink BCD347",
    "Turkey",
    `link ${"# ".repeat(400)}`,
  ];
  for (const text of others) {
    it(`is none: ${text.slice(0, 30)}`, () => {
      expect(readLinkComment(text)).to.equal(undefined);
    });
  }

  it("is read for every code there is", () => {
    for (let digit = 0; digit < 20; digit += 1) {
      const code = drawLinkCode(() => digit);
      expect(code).to.match(/^[BCDFGHJKMNPRTWXZ3479]{6}$/);
      expect(readLinkComment(`link ${code.toLowerCase()}`)).to.deep.equal({ kind: "link", code });
    }
  });
});
