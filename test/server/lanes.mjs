/**
 * Runs tasks, at most `lanes` at a time in the order of the list, and passes on what they say as if they ran one after
 * the other: the first that has not ended is heard as it speaks, the others wait for their turn.
 * @param {{ run: (say: (text: string) => void) => Promise<void> }[]} tasks
 * @param {number} lanes
 * @param {(text: string) => void} hear
 */
export async function inLanes(tasks, lanes, hear) {
  const waiting = tasks.map(() => '');
  const ended = new Set();
  let speaker = 0;
  const say = (index, text) => {
    if (index === speaker) hear(text);
    else waiting[index] += text;
  };
  const end = (index) => {
    ended.add(index);
    while (ended.has(speaker)) {
      speaker++;
      if (waiting[speaker]) hear(waiting[speaker]);
    }
  };
  let next = 0;
  const lane = async () => {
    while (next < tasks.length) {
      const index = next++;
      try {
        await tasks[index].run((text) => say(index, text));
      } finally {
        end(index);
      }
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}
