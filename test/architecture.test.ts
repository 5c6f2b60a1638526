import {describe, expect, test} from 'vitest';
import {forbiddenImports, forbiddenWords, keyListeners, longFiles, oddNames} from './helpers/house-rules.ts';
import {readSources, type SourceFile} from './helpers/read-sources.ts';

const sources = readSources();
const file = (path: string, text = ''): SourceFile => ({path, text});

test('the sources are found', () => {
	expect(sources.map(({path}) => path)).toEqual(expect.arrayContaining(['cli.ts', 'domain/machine.ts', 'ui/app.tsx']));
});

describe('who may import whom', () => {
	test('holds in every file', () => {
		expect(forbiddenImports(sources)).toEqual([]);
	});

	test.each([
		['domain/why.ts', "import {useState} from 'react';"],
		['domain/why.ts', "import {readFileSync} from 'node:fs';"],
		['domain/why.ts', "import type {State} from '../store/state.ts';"],
		['domain/details/line.ts', "import {\n\ttype Api,\n\tcreateApi,\n} from '../../api/api.ts';"],
		['domain/why.ts', "export * from '../store/state.ts';"],
		['api/client.ts', "import {createStore} from '../store/store.ts';"],
		['api/client.ts', "import axios from 'axios';"],
		['store/store.ts', "import {commands} from '../commands/table.ts';"],
		['commands/view.ts', "import {systemClock} from '../runtime/clock.ts';"],
		['runtime/poller.ts', "import {createApi} from '../api/api.ts';"],
		['runtime/poller.ts', "import ky from 'ky';"],
		['runtime/poller.ts', "import {openJournal} from '../journal/journal.ts';"],
		['ui/app.tsx', "import type {Api} from '../api/api.ts';"],
		['ui/app.tsx', "import {createRuntime} from '../runtime/runtime.ts';"],
		['ui/app.tsx', "import {config} from '../config.ts';"],
		['ui/app.tsx', "import '../api/api.ts';"],
		['ui/app.tsx', "import 'react-dom';"],
		['terminal/lifeline.ts', "import {widthOf} from '../domain/text.ts';"],
		['journal/journal.ts', "import {createStore} from '../store/store.ts';"],
		['headless/list-text.ts', "import {App} from '../ui/app.tsx';"],
		['headless/list-text.ts', "const {render} = await import('ink');"],
		['local/local-api.ts', "const {createApi} = await import('../api/api.ts');"],
		['local/http/guard.ts', "const express = require('express');"],
		['config/token.ts', "import {connect} from '../connect.ts';"],
		['cellar/wine.ts', ''],
	])('is broken by %s with: %s', (path, text) => {
		expect(forbiddenImports([file(path, text)])).toHaveLength(1);
	});

	test.each([
		['domain/why.ts', "import {format} from 'date-fns';\nimport {x} from './details/line.ts';"],
		['runtime/poller.ts', "import type {Api} from '../api/api.ts';\nimport {isApiError} from '../api/errors.ts';"],
		['runtime/poller.ts', "import type {Journal} from '../journal/journal.ts';"],
		['local/http/listen.ts', "import {serve} from '@hono/node-server';\nimport {bodyLimit} from 'hono/body-limit';"],
		['main.tsx', "import {render} from 'ink';\nimport {createApi} from './api/api.ts';"],
		['store/store.ts', '/** The store from \'react\' is not ours. */\nexport const from = "import";'],
	])('is kept by %s with: %s', (path, text) => {
		expect(forbiddenImports([file(path, text)])).toEqual([]);
	});
});

describe('time, randomness and surroundings', () => {
	test('come in as arguments everywhere', () => {
		expect(forbiddenWords(sources)).toEqual([]);
	});

	test.each([
		['runtime/poller.ts', 'const now = Date.now();'],
		['domain/time.ts', 'const now = new Date();'],
		['runtime/loop.ts', 'setTimeout(next, 5);'],
		['runtime/clock.ts', 'setInterval(tick, 5);'],
		['local/random.ts', 'const random = Math.random;'],
		['terminal/abilities.ts', 'if (process.env.TERM) {}'],
		['runtime/runtime.ts', 'process.exit(1);'],
		['main.tsx', 'export default main;'],
		['ui/app.tsx', 'export {App as default};'],
	])('are not taken by %s with: %s', (path, text) => {
		expect(forbiddenWords([file(path, text)])).toHaveLength(1);
	});

	test.each([
		['runtime/clock.ts', 'const now = Date.now(); setTimeout(next, 5);'],
		['terminal/job-control.ts', 'setInterval(tick, 5);'],
		['main.tsx', 'run({random: Math.random, environment: process.env}); process.exit(0);'],
	])('may be taken by %s with: %s', (path, text) => {
		expect(forbiddenWords([file(path, text)])).toEqual([]);
	});
});

test('no file is longer than it should be', () => {
	expect(longFiles(sources)).toEqual([]);
	expect(longFiles([file('domain/short.ts', 'x\n'.repeat(220)), file('domain/long.ts', 'x\n'.repeat(221))])).toEqual([
		'domain/long.ts has more than 220 lines',
	]);
});

test('keys come in at one place', () => {
	expect(keyListeners(sources)).toEqual(['ui/app.tsx']);
	expect(keyListeners([file('ui/one.tsx', 'useInput(a); useInput(b);'), file('ui/two.tsx', 'useInput(c);')])).toHaveLength(3);
});

test('every file and folder has a name in kebab-case', () => {
	expect(oddNames(sources)).toEqual([]);
	for (const path of [
		'ui/App.tsx',
		'ui/use_input.ts',
		'ui/dialogLines.ts',
		'Domain/text.ts',
		'ui/-x.ts',
		'ui/helper.js',
		'ui/types.d.ts',
	]) {
		expect(oddNames([file(path)])).toHaveLength(1);
	}
});
