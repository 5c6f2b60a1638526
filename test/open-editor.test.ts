import {describe, expect, test} from 'vitest';
import {openEditor} from '../source/open-editor.ts';
import type {HandedBack} from '../source/terminal/hand-over.ts';
import {endedWell, recordHandOver} from './helpers/hand-over.ts';

const open = async (
	environment: Readonly<Record<string, string>>,
	end: HandedBack | Error = endedWell,
	programs: readonly string[] = ['vi', 'nano'],
) => {
	const {parts, steps, words} = recordHandOver(programs, end);
	const problem = await openEditor('/edits/a b.jsonc', {environment, ...parts});
	return {problem, steps, words: words()};
};

describe('the editor', () => {
	test.for([
		['the one of VISUAL', {VISUAL: 'code --wait', EDITOR: 'ed'}, ['code', '--wait']],
		['the one of EDITOR', {EDITOR: 'ed'}, ['ed']],
		['the one of EDITOR where VISUAL is empty', {VISUAL: ' ', EDITOR: 'ed'}, ['ed']],
		['one whose path has spaces', {EDITOR: "'/opt/my editor/bin' -n"}, ['/opt/my editor/bin', '-n']],
		['no work for a shell', {EDITOR: 'ed; rm -rf $HOME `id`'}, ['ed;', 'rm', '-rf', '$HOME', '`id`']],
		['vi', {}, ['/bin/vi']],
	] as const)('is %s', async ([_what, environment, words]) => {
		const opened = await open(environment);
		expect(opened.words).toEqual([...words, '/edits/a b.jsonc']);
		expect(opened.steps).toEqual(['suspended', 'ran', 'resumed']);
		expect(opened.problem).toBeUndefined();
	});

	test('is nano where there is no vi', async () => {
		expect((await open({}, endedWell, ['nano'])).words[0]).toBe('/bin/nano');
	});

	test.for([
		['there is none', {}, /set EDITOR/],
		['a quote is not closed', {EDITOR: "'ed"}, /EDITOR is no command/],
	] as const)('is not opened when %s, and the screen stays', async ([_what, environment, words]) => {
		const {problem, steps} = await open(environment, endedWell, []);
		expect(problem).toMatch(words);
		expect(steps).toEqual([]);
	});

	test.for([
		[{exitCode: 1, signal: undefined}, 'the editor ended with exit code 1'],
		[{exitCode: 137, signal: undefined}, 'the editor was ended by signal 9'],
		[{exitCode: undefined, signal: 'SIGKILL'}, 'the editor was ended by SIGKILL'],
		[new Error('spawn sh ENOENT'), 'the editor could not be started: spawn sh ENOENT'],
	] as const)('that ends with %o is told of, and the screen comes back', async ([end, sentence]) => {
		const {problem, steps} = await open({EDITOR: 'ed'}, end);
		expect(problem).toBe(sentence);
		expect(steps.at(-1)).toBe('resumed');
	});
});
