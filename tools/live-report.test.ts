import { expect } from "chai";
import { runTool } from "#server/testing/run-tool.ts";

const recorded = "server/testing/recordings/recorded-live-events-2023.jsonl";

describe("npm run live-report", () => {
  const report = (...files: string[]) => runTool("live-report.ts", files);

  it("prints what each LIVE of a recording brought in, and all together", async () => {
    const { output, complaint, exitCode } = await report(recorded);
    expect({ complaint, exitCode }).to.deep.equal({ complaint: "", exitCode: 0 });
    const { streams, total } = JSON.parse(output);
    expect(Object.keys(streams)).to.have.length(58);
    expect(streams.streamer_23).to.deep.include({ gifts: 3, diamonds: 3, streaks: 2 });
    expect(total).to.have.all.keys(
      ..."gifts diamonds byGift byViewer streaks likes chats follows shares joins viewersPeak".split(
        " ",
      ),
    );
    expect(total).to.include({ gifts: 77, diamonds: 87, streaks: 27, chats: 100, joins: 106 });
  });

  it("says in one sentence why there is none, and ends with 2", async () => {
    const table: [files: string[], sentence: string][] = [
      [["missing.jsonl"], "There is nothing to report on: there is no file missing.jsonl.\n"],
      [["server"], "There is nothing to report on: server is a folder.\n"],
      [
        ["package.json"],
        "There is nothing to report on: package.json holds no recorded message.\n",
      ],
    ];
    for (const [files, sentence] of table) {
      expect(await report(...files)).to.deep.equal({
        output: "",
        complaint: sentence,
        exitCode: 2,
      });
    }
    expect(await report()).to.include({ output: "", exitCode: 2 });
  });
});
