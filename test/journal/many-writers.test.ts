import {spawn} from 'node:child_process';
import {text} from 'node:stream/consumers';
import {fileURLToPath} from 'node:url';
import {expect, onTestFinished, test} from 'vitest';
import {openTestBook} from '../helpers/book-journal.ts';
import {presentMs} from '../helpers/build-machine.ts';
import {node, temporaryDirectory} from '../helpers/run-flydeck.ts';

const writer = fileURLToPath(new URL('../helpers/journal-writer.ts', import.meta.url));
const writers = 10;
const batches = 40;

test('ten flydecks write at once and one is killed: what each was told is on disk is there, once', async () => {
	const directory = temporaryDirectory();
	const children = Array.from({length: writers}, (_, index) => {
		const child = spawn(node, [writer, directory, `w${index}`, `${batches}`], {stdio: ['ignore', 'pipe', 'inherit']});
		onTestFinished(() => {
			child.kill('SIGKILL');
		});
		return child;
	});
	const [victim] = children;
	let seen = 0;
	victim?.stdout.on('data', () => {
		seen += 1;
		// In the middle of whatever it does then.
		if (seen === 5) {
			victim.kill('SIGKILL');
		}
	});
	const acknowledged = await Promise.all(children.map(async ({stdout}) => (await text(stdout)).trim().split('\n').filter(Boolean)));
	expect(acknowledged.slice(1).map(({length}) => length)).toEqual(Array.from({length: writers - 1}, () => batches));

	const items = openTestBook(directory).historyOf('m', 0, presentMs + (batches + 1) * 1000);
	const ids = items.flatMap(item => (item.kind === 'event' ? [item.event.id] : []));
	expect(new Set(ids).size).toBe(ids.length);
	for (const [index, written] of acknowledged.entries()) {
		const own = ids.filter(id => id.startsWith(`w${index}-`)).length;
		expect(own).toBeGreaterThanOrEqual(written.length);
		expect(own).toBeLessThanOrEqual(Math.min(batches, written.length + 1));
	}

	expect(ids.filter(id => id.startsWith('shared-'))).toHaveLength(batches);
	const states = items.filter(item => item.kind === 'change' && item.change.aspect === 'state');
	expect(states).toHaveLength(batches);
}, 60_000);
