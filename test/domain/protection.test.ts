import fc from 'fast-check';
import {expect, test} from 'vitest';
import {parseProtected, protectedBy, type Subject} from '../../source/domain/protection.ts';
import {patternsOf} from '../helpers/patterns-of.ts';

const subject = (app: string, ...regions: readonly string[]): Subject => ({app, kind: 'machines', id: '148e123456abcd', regions});

test.each([
	['app:prod-web', 'app', 'prod-web', 'app:prod-web'],
	['region:fra', 'region', 'fra', 'region:fra'],
	['REGION:FRA', 'region', 'FRA', 'region:FRA'],
	['prod-*', 'app', 'prod-*', 'app:prod-*'],
	['*', 'app', '*', 'app:*'],
])('%s protects by %s', (text, of, glob, shown) => {
	expect(parseProtected(text)).toEqual({of, glob, text: shown});
});

test.each(['', ' ', 'app:', 'region:', 'org:acme', 'app:a:b', 'a b', 'a?', '[ab]', 'a/b', 'a\n', 'é'])('%j is no pattern', text => {
	expect(parseProtected(text)).toBeUndefined();
});

test.each([
	['app:prod-*', subject('prod-web', 'ams'), true],
	['app:prod-*', subject('PROD-web', 'ams'), true],
	['app:prod-*', subject('my-prod-web', 'ams'), false],
	['app:*prod*', subject('my-prod-web', 'ams'), true],
	['app:web', subject('web', 'ams'), true],
	['app:web', subject('web-2', 'ams'), false],
	['app:a.b', subject('axb', 'ams'), false],
	['app:**', subject('web', 'ams'), true],
	['region:fra', subject('web', 'fra'), true],
	['region:f*', subject('web', 'ams', 'fra'), true],
	['region:fra', subject('fra', 'ams'), false],
	['region:fra', subject('web', ''), false],
	['region:fra', subject('web'), false],
	['region:*', subject('web', ''), true],
])('%s and %o: %s', (pattern, what, isProtected) => {
	expect(protectedBy(patternsOf(pattern), [what])).toBe(isProtected ? pattern : undefined);
});

test('of several patterns and subjects the first pattern that protects any is told', () => {
	const patterns = patternsOf('app:none', 'region:fra', 'app:web');
	expect(protectedBy(patterns, [subject('web', 'ams'), subject('api', 'fra')])).toBe('region:fra');
	expect(protectedBy(patterns, [subject('web', 'ams')])).toBe('app:web');
	expect(protectedBy(patterns, [])).toBeUndefined();
});

test('a name protects itself, and a star stands for any part of it', () => {
	const names = fc.stringMatching(/^[a-z][a-z0-9-]{0,40}$/);
	fc.assert(
		fc.property(names, fc.nat(40), fc.nat(40), (name, from, count) => {
			const glob = `${name.slice(0, from)}*${name.slice(from + count)}`;
			expect(protectedBy(patternsOf(`app:${name}`, 'app:none'), [subject(name)])).toBe(`app:${name}`);
			expect(protectedBy(patternsOf(`app:${glob}`), [subject(name)])).toBe(`app:${glob}`);
		}),
	);
});

test('many stars do not take for ever', () => {
	const pattern = `app:${'a*'.repeat(12)}b`;
	expect(protectedBy(patternsOf(pattern), [subject('a'.repeat(63))])).toBeUndefined();
});
