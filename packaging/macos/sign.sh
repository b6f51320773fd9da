#!/usr/bin/env bash
# Signs, packs and notarises the macOS bundle: packaging/macos/sign.sh OUT IDENTITY PROFILE
#   OUT       the folder that packaging/bundle.py was given (default packaging/out)
#   IDENTITY  "Developer ID Application: NAME (TEAM)", as `security find-identity -p codesigning -v` lists it
#   PROFILE   what `xcrun notarytool store-credentials PROFILE` was given
# It could not be run where it was written; see docs/building.md.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out=$1 identity=$2 profile=$3
app="$out/Caspian Atlas.app"
image="$out/caspian-atlas.dmg"

sign() { codesign --force --timestamp --options runtime --sign "$identity" "$@"; }

# From the inside to the outside: a signature covers those within it.
find "$app/Contents" -type f \( -name "*.dylib" -o -name "*.so" \) -print0 | while IFS= read -r -d '' file; do sign "$file"; done
find "$app/Contents" -type d -name "QtWebEngineProcess.app" -print0 | while IFS= read -r -d '' helper; do
  sign --entitlements "$here/webengine.entitlements" "$helper"
done
find "$app/Contents" -depth -type d -name "*.framework" -print0 | while IFS= read -r -d '' framework; do sign "$framework"; done
sign --entitlements "$here/program.entitlements" "$app"
codesign --verify --deep --strict --verbose=2 "$app"

folder=$(mktemp -d)
cp -R "$app" "$folder/"
ln -s /Applications "$folder/Applications"
hdiutil create -volname "Caspian Atlas" -srcfolder "$folder" -ov -format UDZO "$image"
rm -rf "$folder"
codesign --timestamp --sign "$identity" "$image"
xcrun notarytool submit "$image" --keychain-profile "$profile" --wait
xcrun stapler staple "$image"
spctl --assess --type open --context context:primary-signature --verbose "$image"
