import {expect, test} from 'vitest';
import {imageOf, imageProblem, imageRefusal, imagesInWords, tagsInWords} from '../../source/domain/image.ts';
import {buildConfig} from '../helpers/build-machine.ts';

test.each(['nginx', 'nginx:2', 'registry.fly.io/web:deployment-01JMXW', 'localhost:5000/a/b_c@sha256:0a1b'])('%s can be an image', text => {
	expect(imageProblem(text)).toBeUndefined();
});

test.each(['', '-', 'two words', '/nginx', 'nginx\u001B[2J', 'x'.repeat(513)])('%j cannot be an image', text => {
	expect(imageProblem(text)).toBe('the name of an image, such as registry.fly.io/web:v3');
});

test('the image of a machine is the one that its config names, not how the API resolved it', () => {
	expect(imageOf({config: buildConfig({image: 'docker-hub-mirror.fly.io/library/nginx', raw: {image: 'nginx'}})})).toBe('nginx');
	expect(imageOf({config: undefined})).toBeUndefined();
});

test.each([
	[{image: 'nginx'}, 'nginx:2', undefined],
	[{image: 'nginx:2'}, 'nginx:2', 'has nginx:2 already'],
	[{image: 'nginx:2'}, undefined, undefined],
	[{containers: [{image: 'nginx'}]}, 'nginx:2', 'names no image of its own: e edits its config'],
])('%j given %s: %s', (config, image, refusal) => {
	expect(imageRefusal(config, image)).toBe(refusal);
});

test.each([
	['nginx:1', 'nginx:2', ':1 -> :2'],
	['registry.fly.io/web:v1', 'registry.fly.io/web:v2', ':v1 -> :v2'],
	['nginx', 'nginx:2', 'nginx -> nginx:2'],
	['nginx:1', 'caddy:1', 'nginx:1 -> caddy:1'],
	['localhost:5000/a:1', 'localhost:5000/b:1', 'localhost:5000/a:1 -> localhost:5000/b:1'],
])('from %s to %s is told in short as %s', (from, to, words) => {
	const machine = {config: buildConfig({raw: {image: from}})};
	expect(imagesInWords(machine, to)).toBe(`${from} -> ${to}`);
	expect(tagsInWords(machine, to)).toBe(words);
});
