import {defineConfig} from 'vitest/config';

export default defineConfig({
	test: {
		include: ['test/**/*.test.{ts,tsx}'],
		env: {TZ: 'UTC', CI: 'false', FORCE_COLOR: '1'},
	},
});
