// A provider of identities for the tests: oidc-provider with one client and one person, on this machine only.
//
//   node provider.mjs PORT REDIRECT_URI     prints "ready" once it listens; the client's secret is in CLIENT_SECRET
//
// POST /twist/HOW has it sign the next id tokens as no honest provider would ("" makes it honest again).
import {generateKeyPair, exportJWK, SignJWT, decodeJwt} from 'jose';
import {Provider} from 'oidc-provider';

const [port, back] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;
const person = {
  name: 'Nguyễn Thị An',
  birthdate: '1990-05-04',
  gender: 'female',
  email: 'an@example.vn',
  phone_number: '+84912345678',
};

async function keyPair() {
  const {privateKey} = await generateKeyPair('RS256', {extractable: true});
  return {privateKey, jwk: {...(await exportJWK(privateKey)), kid: 'one', alg: 'RS256', use: 'sig'}};
}
const own = await keyPair();
const foreign = await keyPair();

const provider = new Provider(issuer, {
  clients: [
    {client_id: 'thutuc', client_secret: process.env.CLIENT_SECRET, redirect_uris: [back], response_types: ['code']},
  ],
  claims: {
    openid: ['sub'],
    profile: ['name', 'birthdate', 'gender'],
    email: ['email'],
    phone: ['phone_number'],
  },
  cookies: {keys: ['only-for-tests']},
  jwks: {keys: [own.jwk]},
  pkce: {required: () => true},
  // Whoever types a name is that person: the rest is not what is tried here.
  findAccount: (_, sub) => ({accountId: sub, claims: () => ({sub, ...person})}),
});

const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
const sign = (claims, key = own) =>
  new SignJWT(claims).setProtectedHeader({alg: 'RS256', kid: 'one'}).sign(key.privateKey);
const twists = {
  nonce: (claims) => sign({...claims, nonce: 'of-another-sign-in'}),
  'no-nonce': ({nonce, ...claims}) => sign(claims),
  issuer: (claims) => sign({...claims, iss: 'https://evil.example'}),
  audience: (claims) => sign({...claims, aud: 'another-service'}),
  expired: (claims) => sign({...claims, iat: claims.iat - 7200, exp: claims.iat - 3600}),
  none: (claims) => `${part({alg: 'none', kid: 'one'})}.${part(claims)}.`,
  unsigned: (claims) => `${part({alg: 'RS256', kid: 'one'})}.${part(claims)}.`,
  'foreign-key': (claims) => sign(claims, foreign),
  absent: () => undefined,
};
let twist = '';

provider.use(async (ctx, next) => {
  if (ctx.method === 'POST' && ctx.path.startsWith('/twist/')) {
    twist = ctx.path.slice('/twist/'.length);
    if (twist && !twists[twist]) ctx.throw(404, 'no such twist');
    ctx.status = 204;
    return;
  }
  await next();
  if (twist && ctx.path === '/token' && ctx.body?.id_token) {
    ctx.body = {...ctx.body, id_token: await twists[twist](decodeJwt(ctx.body.id_token))};
  }
});

provider.listen(Number(port), '127.0.0.1', () => console.log('ready'));
