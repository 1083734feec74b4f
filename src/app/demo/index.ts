import type { Running } from '../running.ts';
import { connectDemo } from './client.ts';
import { playScene, type Played } from './play.ts';
import { lifeLine, table } from './report.ts';
import { firstScene, scenes } from './scenes.ts';

/** Plays the first order of the day and says its life line. A demo that has seen orders already is left in peace. */
export async function playFirstOrder(running: Running, say: (line: string) => void): Promise<void> {
  const client = await connectDemo(running);
  if ((await client.conversations(firstScene.phone)).length > 0) return;
  say('\nThe first order plays by itself:');
  const { order } = await playScene(client, firstScene);
  const said = firstScene.steps.flatMap((step) => ('say' in step ? [step.say] : []));
  say(order === null ? '  it did not arrive; see the log' : lifeLine(said, order));
}

/** Plays all scenes, most of them at the same time, and says how each ended. True when each ended as it should. */
export async function playDemo(running: Running, say: (line: string) => void): Promise<boolean> {
  const client = await connectDemo(running);
  say(`\nPlaying ${scenes.length} conversations (quiet window ${running.quietMs / 1000} s) …`);
  const calm = await Promise.all(scenes.filter((scene) => scene.loseAnswer !== true).map((scene) => playScene(client, scene)));
  const rough: Played[] = [];
  for (const scene of scenes.filter((each) => each.loseAnswer === true)) rough.push(await playScene(client, scene));
  const played = [...calm, ...rough];
  say(`\n${table(played)}`);
  const right = played.filter((each) => each.asExpected).length;
  say(`\n${right} of ${played.length} conversations ended as they should.`);
  return right === played.length;
}
