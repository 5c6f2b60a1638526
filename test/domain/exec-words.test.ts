import {expect, test} from 'vitest';
import {execInWords, isExecGood} from '../../source/domain/exec-words.ts';
import type {ExecResult} from '../../source/domain/resources/exec-result.ts';

const ended = (given: Partial<ExecResult> = {}): ExecResult => ({exitCode: 0, exitSignal: undefined, stdout: '', stderr: '', ...given});

test.each([
	[ended(), 300, 'exit 0, clean, in 0.3s', true],
	[ended({exitCode: 1}), 12_000, 'exit 1, error, in 12s', false],
	[ended({exitCode: 127}), 0, 'exit 127, command not found, in 0.0s', false],
	[ended({exitSignal: 15}), 2000, 'killed by SIGTERM, after 2.0s', false],
	[ended({exitSignal: 9}), 2000, 'killed by SIGKILL, after 2.0s', false],
	[ended({exitSignal: 9}), 10_100, 'killed after 10s: its time of 10 s was over', false],
	[ended({exitSignal: 15}), 10_100, 'killed by SIGTERM, after 10s', false],
])('%j after %i ms reads %j', (result, tookMs, words, isGood) => {
	expect(execInWords(result, tookMs, 10)).toBe(words);
	expect(isExecGood(result)).toBe(isGood);
});
