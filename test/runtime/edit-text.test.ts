import {describe, expect, test} from 'vitest';
import {firstText, type Given, judge} from '../../source/runtime/edit-text.ts';
import {buildTarget} from '../helpers/build-state.ts';

const config = {image: 'nginx', env: {A: '1'}};
const first = firstText(buildTarget(), config);

const judgeIn = (text: string, given: Given = first, returned?: string) => judge(text, {first, given, returned}, config);

const again = (text: string, given: Given = first): Given => {
	const verdict = judgeIn(text, given);
	if (verdict.kind !== 'again') {
		throw new Error(`it is ${verdict.kind}`);
	}

	return verdict.given;
};

test('the first text says whose config it is, and holds it', () => {
	expect(first.text.split('\n')[0]).toBe('// The whole config of machine 148e123456abcd, web-1, of app web.');
	expect(first.text.startsWith(first.head)).toBe(true);
	expect(JSON.parse(first.text.slice(first.head.length))).toEqual(config);
});

test.for([
	['the same text', first.text, {kind: 'unchanged'}],
	['another config', '{"image": "caddy"}', {kind: 'config', config: {image: 'caddy'}, warnings: []}],
	['another config below the comments', `${first.head}{"image": "caddy"}`, {kind: 'config', config: {image: 'caddy'}, warnings: []}],
	['nothing', '', {kind: 'hopeless', why: 'the editor left an empty file'}],
	['empty lines', ' \n\n\t', {kind: 'hopeless', why: 'the editor left an empty file'}],
	['only comments', first.head, {kind: 'again'}],
	['garbage', 'garbage', {kind: 'again'}],
	['a config that the API refuses', '{"image": "nginx", "guest": {"memory_mb": 300}}', {kind: 'again'}],
] as const)('%s is judged', ([_what, text, verdict]) => {
	expect(judgeIn(text)).toMatchObject(verdict);
});

describe('a text with mistakes', () => {
	const broken = first.text.replace('"nginx",', '"nginx"');

	test('comes back whole, with what is wrong above it, by the line where it stands then', () => {
		const given = again(broken);
		expect(given.text.endsWith(broken.slice(first.head.length))).toBe(true);
		const [head = ''] = given.text.split('\n');
		const line = Number(/line (\d+)/.exec(head)?.[1]);
		expect(head).toMatch(/^\/\/ WRONG: line \d+, column \d+: a comma/);
		expect(given.text.split('\n')[line - 1]).toContain('"env"');
	});

	test('loses the comments that are no longer true, and none of the own', () => {
		const own = '// mine\n';
		const second = again(own + broken.slice(first.head.length));
		const third = again(second.text.replace('"A": "1"', '"A": "2",'), second);
		expect(third.text.match(/WRONG/g)).toHaveLength(1);
		expect(third.text).toContain(own);
	});

	test('is given up when it comes back as it was given', () => {
		const given = again(broken);
		expect(judgeIn(given.text, given, broken)).toMatchObject({kind: 'hopeless', why: expect.stringMatching(/^it is still wrong: line/)});
	});

	test('is given up when the same comes back twice', () => {
		expect(judgeIn('garbage', again('garbage'), 'garbage').kind).toBe('hopeless');
	});

	test('is unchanged when the first text is put back', () => {
		expect(judgeIn(first.text, again(broken), broken)).toEqual({kind: 'unchanged'});
	});
});
