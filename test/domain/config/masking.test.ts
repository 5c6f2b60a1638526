import {describe, expect, test} from 'vitest';
import {mask, masked, maskedText} from '../../../source/domain/config/masking.ts';

const hex = '0123456789abcdef0123456789abcdef';
const mixed = 'aB3dE6gH9jK2mN5pQ8sT1vW4xY7zA0cD';

/** Values whose names tell nothing. What is no secret in them is written as it is. */
const shapes: readonly (readonly [what: string, value: string, shown: string])[] = [
	['a token of Fly', 'fm2_lJPECAAAAAAA', mask],
	['an older token of Fly', 'fo1_aBcDeFgHiJ', mask],
	['several tokens of Fly', 'FlyV1 fm2_lJPECAAAAAAA,fm2_x', mask],
	['a bearer', 'Bearer abcdefgh12345', mask],
	['a name and password, coded', 'Basic bWU6aHVudGVy', mask],
	['a web token', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc-_123', mask],
	['a private key', '-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----', mask],
	['a private key of RSA', '-----BEGIN RSA PRIVATE KEY-----\nMIIE', mask],
	['a private key of SSH', '-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl', mask],
	['a private key of PGP', '-----BEGIN PGP PRIVATE KEY BLOCK-----\nlQdG', mask],
	['a private key of PuTTY', 'PuTTY-User-Key-File-3: ssh-ed25519\nPrivate-Lines: 1', mask],
	['a private key of age', 'AGE-SECRET-KEY-1QQQQQQQQQQQQQQQQQQQQQQ', mask],
	['a private key in JSON', '{"type":"service_account","private_key":"-----BEGIN PRIVATE KEY-----\\nMIIE"}', mask],
	['a key of Amazon', 'AKIAIOSFODNN7EXAMPLE', mask],
	['a passing key of Amazon', 'ASIAIOSFODNN7EXAMPLE', mask],
	['the secret to a key of Amazon', 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY1', mask],
	['a key of Google', `AIza${mixed}`, mask],
	['a token of Google', 'ya29.a0AfH6SMBx', mask],
	['a token of GitHub', 'ghp_aBcDeFgHiJkL', mask],
	['a refreshing token of GitHub', 'ghr_aBcDeFgHiJkL', mask],
	['a token of GitLab', 'glpat-aBcDeFgHiJ', mask],
	['a token of a runner', 'glrt-aBcDeFgHiJ', mask],
	['a token of Slack', 'xoxb-1-2-abc', mask],
	['a token of an app of Slack', 'xapp-1-A0-abc', mask],
	['a key of Stripe', 'sk_live_abc', mask],
	['what signs the calls of Stripe', 'whsec_abc', mask],
	['a key of OpenAI', 'sk-proj-abcdefghijklmnopqrst', mask],
	['a token of npm', 'npm_abcdefghijklmnopqrstuvwxyz0123456789', mask],
	['a token of PyPI', 'pypi-AgEIcHlwaS5vcmcC', mask],
	['a token of Docker', 'dckr_pat_abc', mask],
	['a token of Hugging Face', 'hf_abcdefghijklmnopqrst', mask],
	['a key of SendGrid', 'SG.abcdefghijklmnop.qrst', mask],
	['a key of Twilio', `SK${hex}`, mask],
	['a key of Mailgun', `key-${hex}`, mask],
	['a key of Shopify', 'shpat_abc', mask],
	['a token of DigitalOcean', 'dop_v1_abc', mask],
	['a token of Vault', 'hvs.abcdefghijklmnopqrst', mask],
	['a key of Tailscale', 'tskey-auth-abc', mask],
	['a token of a bot', `123456789:AA${mixed}`, mask],
	['random hexadecimal digits', hex, mask],
	['random letters and digits', mixed, mask],
	['random small letters and digits', 'a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6', mask],
	['random letters and digits in base 32', 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP', mask],
	['a password in a URL', 'postgres://shop:hunter2@db:5432/shop', 'postgres://shop:(masked)@db:5432/shop'],
	['a password without a name', 'redis://:hunter2@db:6379/0', 'redis://:(masked)@db:6379/0'],
	['a password with an @', 'postgres://shop:hun@ter2@db/shop', 'postgres://shop:(masked)@db/shop'],
	['a password with a slash', 'postgres://shop:hun/ter2@db/shop', 'postgres://shop:(masked)@db/shop'],
	['passwords of several hosts', 'kafka://a:hunter2@h1,kafka://a:hunter3@h2', 'kafka://a:(masked)@h2'],
	['a token in place of a name', `https://${hex}@sentry.example/1`, 'https://(masked)@sentry.example/1'],
	['a URL that lets write', 'https://hooks.slack.com/services/T0/B0/aBc', 'https://hooks.slack.com/services/(masked)'],
	['a URL that is signed', 'https://x.example/a?sv=1&sig=aBc%2F&se=2', 'https://x.example/a?sv=1&sig=(masked)&se=2'],
	['a URL that Amazon signed', 'https://x.example/a?X-Amz-Signature=ab12', 'https://x.example/a?X-Amz-Signature=(masked)'],
	['a password among words', 'host=db user=shop password=hunter2', 'host=db user=shop password=(masked)'],
	['a password of JDBC', 'jdbc:postgresql://db/shop?user=shop&password=hunter2', 'jdbc:postgresql://db/shop?user=shop&password=(masked)'],
	['a key among words', 'AccountName=shop;AccountKey=aBc==;Suffix=x', 'AccountName=shop;AccountKey=(masked);Suffix=x'],
	['a password in JSON', '{"user":"shop","password":"hunter2"}', '{"user":"shop","password":(masked)}'],
];

/** Values that are to be read. */
const plain: readonly string[] = [
	'',
	'production',
	'0.0.0.0:8080',
	'https://api.machines.dev:443/v1/apps',
	'http://host:8080/path/@scope/package',
	'http://[fdaa:0:1::3]:4280',
	'https://deploy@git.example/shop.git',
	'//cdn.example/a.js',
	'postgres://shop@db:5432/shop',
	'registry.fly.io/shop:deployment-01JABCDEFGHJKMNPQRSTVWXYZ0',
	'sha256:6dbb88365a6d3d644759f0be910ac7c68f8dc79fb54eb5a5c8a92d966fa2953d',
	'01JABCDEFGHJKMNPQRSTVWXYZ0',
	'6f1c1c3e-5b0a-4d5e-9a8e-0123456789ab',
	'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIB person@host',
	'/usr/local/bin:/usr/bin:/bin',
	'a-long-name-of-a-bucket-in-some-region',
	'TLS_AES_128_GCM_SHA256:TLS_CHACHA20_POLY1305_SHA256',
	'info,tower_http=debug,sqlx=warn',
	'2026-11-24T23:35:00Z',
	'task-runner-with-quite-a-long-name',
	'node --max-old-space-size=256 server.js',
];

describe('the value of an env whose name tells nothing', () => {
	test.each(shapes)('is masked by its shape: %s', (_, value, shown) => {
		expect(masked({VALUE: value}, 'env')).toEqual({VALUE: shown});
		expect(masked({VALUE: shown}, 'env')).toEqual({VALUE: shown});
	});

	test.each(plain)('is shown: %s', value => {
		expect(masked({VALUE: value}, 'env')).toEqual({VALUE: value});
	});
});

describe('the value of an env', () => {
	test.each([
		'PASSWORD',
		'DB_PASS',
		'pgpwd',
		'APP_SECRET',
		'GITHUB_TOKEN',
		'API_KEY',
		'SSH_KEY',
		'CREDENTIALS',
		'AUTH',
		'SESSION_COOKIE',
		'SALT',
		'PEPPER',
		'HMAC',
		'JWT',
		'BEARER',
		'WEBHOOK',
		'SENTRY_DSN',
		'DATABASE_URL',
		'CONNECTION_STRING',
		'AZURE_CONNSTR',
		'PASSPHRASE',
	])('is masked by its name: %s', name => {
		expect(masked({[name]: 'x'}, 'env')).toEqual({[name]: mask});
		expect(masked({config: {env: {[name]: 'x'}}})).toEqual({config: {env: {[name]: mask}}});
	});

	test.each(['MODE', 'PORT', 'PRIMARY_REGION', 'LOG_LEVEL', 'PATH', 'NODE_ENV', 'GIT_COMMIT', 'CONNECTIONS'])(
		'is shown by its name: %s',
		name => {
			expect(masked({[name]: 'x'}, 'env')).toEqual({[name]: 'x'});
		},
	);

	test.each(['GIT_COMMIT', 'BUILD_ID', 'IMAGE_DIGEST', 'CONTENT_SHA256'])(
		'is shown although it is random, since its name tells why: %s',
		name => {
			expect(masked({[name]: hex}, 'env')).toEqual({[name]: hex});
		},
	);
});

test.each([
	['//a:', 'names of many URLs'],
	['//', 'many URLs'],
	['https://hooks.slack.com/services', 'many addresses'],
	['?x-', 'many questions'],
	['key-', 'many keys'],
	['a', 'one letter'],
	['A', 'one large letter'],
	['1', 'one digit'],
	['-----BEGIN ', 'many beginnings'],
	['--token', 'many options'],
	['password', 'many words for a secret'],
	['x ', 'many words'],
	['eyJaaaa.', 'many dots'],
])('a megabyte of %j is looked through in a moment: %s', unit => {
	const beganMs = performance.now();
	maskedText(unit.repeat(1_000_000 / unit.length));
	expect(performance.now() - beganMs).toBeLessThan(1500);
});
