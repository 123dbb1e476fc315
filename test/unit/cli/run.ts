import { PassThrough, Writable } from 'node:stream';
import { main } from '../../../src/cli/main';

/** What came of one run of the command line. */
export interface Run {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a run finds around it. */
interface Around {
  readonly env?: Readonly<Record<string, string>>;
  /** Standard error is a terminal. */
  readonly isTTY?: boolean;
  /** Of that terminal. */
  readonly columns?: number;
}

/** Runs the command line in this process, as one that is not on a terminal unless it is said. */
export const run = Object.assign(runWith({}), { with: runWith });

function runWith({ env = {}, isTTY = false, columns = 100 }: Around) {
  return async (...args: string[]): Promise<Run> => {
    const [stdout, stderr] = [new Text(), Object.assign(new Text(), { isTTY, columns })];
    const status = await main(args, { stdin: new PassThrough(), stdout, stderr, env });
    return { status, stdout: stdout.text, stderr: stderr.text };
  };
}

/** A stream that keeps what is written to it. */
class Text extends Writable {
  text = '';

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}
