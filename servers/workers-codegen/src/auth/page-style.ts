/** The style of the pages: readable at 360 px and at 4 K, in the light and in the dark. */
export const pageStyle = `
:root { color-scheme: light dark; font: 100%/1.5 system-ui, sans-serif; }
* { box-sizing: border-box; }
body { margin: 0; background: light-dark(#f4f5f7, #15171a); color: light-dark(#1b1e23, #eceef1); }
main { max-width: 30rem; margin: 0 auto; padding: 2rem 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.4rem; line-height: 1.25; }
dt { font-size: .875rem; color: light-dark(#4a5059, #b4bac4); }
dd { margin: 0 0 .75rem; }
.hint { display: block; font-size: .875rem; color: light-dark(#4a5059, #b4bac4); }
.problem { padding: .5rem .75rem; border-left: .25rem solid; color: light-dark(#a1120c, #ff9d97); }
fieldset { border: 1px solid light-dark(#8b929d, #6b727d); border-radius: .375rem; margin: 0 0 1rem; padding: .25rem .75rem .75rem; }
.scope { display: flex; gap: .5rem; align-items: baseline; padding: .25rem 0; }
code { font-size: .875em; }
input[type=password] { display: block; width: 100%; min-height: 2.75rem; padding: .5rem .75rem; font: inherit; border: 1px solid light-dark(#6b727d, #8b929d); border-radius: .375rem; background: light-dark(#fff, #202328); color: inherit; }
.buttons { display: flex; gap: .75rem; margin-top: 1rem; }
button { flex: 1; min-height: 2.75rem; font: inherit; border: 1px solid #1a56c4; border-radius: .375rem; background: #1a56c4; color: #fff; }
button.plain { background: transparent; color: inherit; border-color: light-dark(#6b727d, #8b929d); }
:focus-visible { outline: .1875rem solid light-dark(#1a56c4, #8ab4ff); outline-offset: .125rem; }
`;
