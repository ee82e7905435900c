import { accept, refuse } from "#common/framework/refusals.ts";
import { playerIdOf } from "#server/framework/caller.ts";
import type { ReplyLookup, StoredReply } from "#server/framework/reply-lookup.ts";
import { defineRoomType, type RoomContext, type RoomRules } from "#server/framework/room-type.ts";
import {
  type CounterContract,
  CounterState,
  counterContract,
  MarkState,
} from "./counter-contract.ts";

type Context = RoomContext<CounterContract, CounterState>;

/** The counter's kind of room, with a way for tests to reach into every open one. */
export interface CounterRooms {
  type: ReturnType<typeof defineCounterRoom>;
  /** The context of an open counter, by room id. */
  contextOf(roomId: string): Context;
  isOpen(roomId: string): boolean;
  findReply: ReplyLookup;
}

/** Makes the kind of room and the memory of its first answers. */
export function makeCounterRooms(): CounterRooms {
  const contexts = new Map<string, Context>();
  const replies = new Map<string, StoredReply>();
  return {
    type: defineCounterRoom({ contexts, replies }),
    contextOf(roomId) {
      const context = contexts.get(roomId);
      if (context === undefined) throw new Error(`no counter ${roomId} is open`);
      return context;
    },
    isOpen: (roomId) => contexts.has(roomId),
    findReply: ({ playerId, key }) => Promise.resolve(replies.get(`${playerId} ${key}`)),
  };
}

function defineCounterRoom(made: {
  contexts: Map<string, Context>;
  replies: Map<string, StoredReply>;
}) {
  return defineRoomType<CounterContract, CounterState>({
    name: "counter",
    contract: counterContract,
    state: CounterState,
    restore(context) {
      made.contexts.set(context.row.id, context);
      context.change((state) => {
        state.count = Number(context.row.settings.count ?? 0);
      });
      return Promise.resolve(rulesOf(context, made.replies));
    },
  });
}

function rulesOf(context: Context, replies: Map<string, StoredReply>): RoomRules<CounterContract> {
  function add(by: number) {
    if (context.state.phase === "closed") return refuse("phase_changed");
    context.change((state) => {
      state.count += by;
    });
    context.broadcast("counted", { count: context.state.count });
    return accept({ count: context.state.count });
  }

  return {
    commands: {
      add: ({ input }) => add(input.by),
      addOnce({ input, caller }) {
        const answer = add(input.by);
        if (answer.ok) {
          const text = JSON.stringify(answer.value);
          replies.set(`${playerIdOf(caller)} ${input.key}`, { ok: true, text });
        }
        return answer;
      },
      mark({ input: { name, value } }) {
        context.change((state) => {
          if (value === 0) state.marks.delete(name);
          else state.marks.set(name, new MarkState({ value }));
        });
        return accept({});
      },
      whisper({ input }) {
        context.sendTo(input.playerId, "whispered", { text: input.text });
        return accept({});
      },
      async keep() {
        await context.saveSettings({ count: context.state.count });
        return accept({});
      },
      shut() {
        if (context.state.phase === "closed") return refuse("phase_changed");
        context.enterPhase("closed", 0);
        return accept({});
      },
      fail() {
        throw new Error("a bug in a handler");
      },
    },
    onLeft() {
      context.change((state) => {
        state.leftCount += 1;
      });
    },
  };
}
